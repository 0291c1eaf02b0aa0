"use strict";
// Keeps what is ticked and written in this browser, under the names that the page gives it.
(() => {
  const curriculum = document.body.dataset.curriculum;
  const before = `curriculum/${curriculum}/`;
  const controls = [...document.querySelectorAll("main [name]")];
  const kept = document.getElementById("kept");
  const store = (() => {
    try {
      return window.localStorage;
    } catch {
      return null; // the browser forbids it
    }
  })();

  const text = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  // What was asked: for whoever reads the words when the page asks it no longer.
  const asked = (control) => {
    const item = control.closest("fieldset.item");
    const place = control.closest("section, article");
    const head = document.getElementById(place.getAttribute("aria-labelledby"));
    const label = item ? item.querySelector("legend") : control.labels[0].firstElementChild;
    return [text(head), text(label)].filter(Boolean).join(" · ");
  };

  const entry = (name) => {
    try {
      const found = JSON.parse(store.getItem(before + name));
      return found && typeof found.value === "string" ? found : null;
    } catch {
      return null;
    }
  };

  const valueOf = (control) => (control.type === "checkbox" ? (control.checked ? "yes" : "") : control.value);

  const show = (control, value) => {
    if (control.type === "checkbox") control.checked = value === "yes";
    else if (control.type === "radio") control.checked = value === control.value;
    else control.value = value;
  };

  const keep = (control) => {
    const value = valueOf(control);
    try {
      if (!value) store.removeItem(before + control.name);
      else if (control.tagName !== "TEXTAREA") store.setItem(before + control.name, JSON.stringify({ value }));
      else store.setItem(before + control.name, JSON.stringify({ value, asked: asked(control) }));
    } catch {
      document.getElementById("lost").hidden = false;
    }
  };

  // All words, those of this page first, then what an earlier or another page of the curriculum asked for.
  const words = () => {
    const own = controls.filter((control) => control.tagName === "TEXTAREA");
    const said = own.filter((control) => control.value).map((control) => [asked(control), control.value]);
    const here = new Set(own.map((control) => before + control.name));
    for (const name of store ? Object.keys(store).sort() : []) {
      const found = name.startsWith(before) && !here.has(name) ? entry(name.slice(before.length)) : null;
      if (found && found.asked) said.push([found.asked, found.value]);
    }
    return said.map((pair) => pair.join("\n")).join("\n\n");
  };

  const count = () => {
    kept.querySelector("textarea").value = words();
    for (const total of document.querySelectorAll(".total")) {
      const items = [...total.closest("section").querySelectorAll(".item")].map((item) => ({
        worth: Number(item.dataset.worth),
        got: item.querySelector('[name$="/points"]:checked'),
        certain: item.querySelector('[name$="/sure"][value="3"]:checked'),
      }));
      const marked = items.filter((item) => item.got);
      total.hidden = false;
      total.querySelector(".got").value = marked.reduce((sum, item) => sum + Number(item.got.value), 0);
      total.querySelector(".wrong").value = marked.filter(
        (item) => item.certain && Number(item.got.value) < item.worth
      ).length;
    }
  };

  for (const control of controls) {
    const found = entry(control.name);
    if (found) show(control, found.value);
  }
  document.addEventListener("input", (event) => event.target.name && keep(event.target));
  document.addEventListener("change", count);
  // another page of the curriculum may be open, too
  window.addEventListener("storage", (event) => {
    for (const control of controls) {
      if (before + control.name !== event.key) continue;
      const found = entry(control.name);
      show(control, found ? found.value : "");
    }
    count();
  });

  for (const button of document.querySelectorAll(".cover")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const covered = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", covered);
      for (const fold of button.closest("section").querySelectorAll(".say")) fold.open = !covered;
    });
  }

  document.getElementById("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words()], { type: "text/plain;charset=utf-8" }));
    link.download = `${curriculum}.txt`;
    link.click();
  });

  document.getElementById("lost").hidden = store !== null;
  kept.hidden = false;
  count();
})();
