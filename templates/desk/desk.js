"use strict";
// What all views share: the secret, the questions to the server, the tabs, and the news from the disk.
const desk = (() => {
  const find = (id) => document.getElementById(id);
  const make = (name, text = "", more = {}) => Object.assign(document.createElement(name), { textContent: text, dir: "auto" }, more);
  const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  const views = new Map(); // name → {open, refresh, keys}, and whether it was opened or stands there old
  let active = "";
  let state = ""; // of the files, as the server told it last
  let changing = 0; // how many changes are under way
  let home = ""; // the folder of notes
  let supply = null; // how many cards there are to study, as it was told last
  let lost = false; // whether the server did not answer last

  // --- what is said: in red and until the next act what failed, quietly and for a while what is done

  const MOMENT = "One moment …";
  let fading = 0;
  let slow = 0; // how many answers are waited for longer than a moment

  const put = (failed, done) => {
    clearTimeout(fading);
    for (const [id, text] of [["said", failed], ["quiet", done]]) if (find(id).textContent !== text) find(id).textContent = text;
    find("said").hidden = !failed;
  };

  const say = (text) => put(text, "");
  const tell = (text) => {
    put("", text);
    fading = setTimeout(() => put("", ""), Math.max(6000, 60 * text.length));
  };

  // Says that something is going on when its answer takes its time; what failed stands until then.
  const awaited = async (answer, meanwhile = MOMENT) => {
    let late = false;
    const soon = setTimeout(() => {
      late = true;
      slow += 1;
      put(find("said").textContent, meanwhile);
    }, 300);
    try {
      return await answer;
    } finally {
      clearTimeout(soon);
      if (late) slow -= 1;
      if (!slow && find("quiet").textContent === meanwhile) put(find("said").textContent, "");
    }
  };

  const stored = (name, value) => {
    try {
      if (value) sessionStorage.setItem(name, value);
      return value || sessionStorage.getItem(name) || "";
    } catch {
      return value;
    }
  };

  // The secret came behind the # of the address, or a pass that is changed for it once; it stays in this tab,
  // for when the page is loaded again.
  const given = location.hash.slice(1);
  let secret = given.startsWith("once-") ? given.slice(5) : stored("desk", given);
  history.replaceState(null, "", location.pathname);

  const enter = async () => {
    if (!given.startsWith("once-")) return;
    const answer = await send("enter", {}).catch(() => null); // the next question says why nothing answers
    if (answer?.ok) secret = stored("desk", (await answer.json()).secret);
  };

  // Every request with the secret; a path alone is looked at, with a body it is told.
  const send = (path, body) => {
    const headers = { "x-desk-secret": secret };
    return fetch(path, body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) });
  };

  const asked = async (path, body, looks) => {
    let answer;
    if (body !== undefined) changing += 1;
    try {
      answer = await send(path, body);
      if (answer.status === 403) {
        say("Open the desk with the whole address that `curriculum desk` printed when it started.");
        return null;
      }
      const told = await answer.json();
      const isNews = Boolean(told.state && state && told.state !== state);
      if (told.state) {
        ({ state, home } = told);
        badge("names", told.in_doubt, "in doubt");
      }
      if (isNews) aged(path);
      // what the last build had counts only as long as nothing says what there is now
      if (told.supply && (!path.startsWith("build") || !supply)) supplied(told.supply);
      if (!answer.ok) say(told.said);
      else if (told.said) tell(told.said);
      // looking again, as it does by itself, takes nothing away that a person may still be reading
      else if (!looks || lost) say("");
      lost = false;
      return { ...told, ok: answer.ok, status: answer.status };
    } catch {
      lost = true;
      say("The desk does not answer: nothing was saved. Is `curriculum desk` still running?");
      return null;
    } finally {
      if (body !== undefined) changing -= 1;
    }
  };

  const going = new Map(); // what is asked for → its answer, which who asks for the same meanwhile gets, too

  // A path alone is looked at; with a body something is done, once however often its button is pressed, unless
  // it says that it only looks; ``meanwhile`` is shown until it has.
  const ask = (path, body, looks = body === undefined, meanwhile = MOMENT) => {
    if (body === undefined) return asked(path, body, looks);
    if (looks) return awaited(asked(path, body, looks), meanwhile);
    const key = `${path} ${JSON.stringify(body)}`;
    if (!going.has(key)) going.set(key, awaited(asked(path, body, looks)).finally(() => going.delete(key)));
    return going.get(key);
  };

  // Where something stands, from the folder of notes.
  const place = (path) => (home && path.startsWith(home) ? path.slice(home.length) : path);

  const problem = (one) => {
    const line = make("li");
    line.append(...[place(one.place), one.message, one.remedy].filter(Boolean).map((text, at) => make("span", text, { className: at || !one.place ? "" : "soft" })));
    return line;
  };

  // --- views

  // How much waits in a view, on its tab.
  const badge = (name, number, what) => {
    const made = find(`tab-${name}`).querySelector(".badge");
    made.replaceChildren(number.toLocaleString("en"), make("span", ` ${what}`, { className: "unseen" }));
    made.hidden = !number;
  };

  // Where the notes give hardly any card: that it is so, and what may be done, in each view that has a place for it.
  const supplied = (told) => {
    supply = told;
    for (const place of document.querySelectorAll(".supply")) {
      const here = place.closest(".view").id === "view-cards";
      const ways = told.held ? [`Keep or reword ${here ? "them here" : "them"}, or have a language model write others.`] : ["Have a language model write some."];
      const held = make("button", "See what is held back", { type: "button" });
      held.addEventListener("click", async () => {
        await show("cards", true);
        views.get("cards").only({ verdict: "held" });
      });
      const write = make("button", "Have cards written", { type: "button" });
      write.addEventListener("click", () => show("write", true));
      const tools = make("div", "", { className: "tools" });
      tools.append(...(told.held && !here ? [held, write] : [write]));
      place.replaceChildren(make("p", [told.said, ...ways].join(" ")), tools);
      place.hidden = !told.said;
    }
  };

  const view = (name, made) => views.set(name, { keys: {}, ...made, opened: false, old: false });

  const show = async (name, focus = false) => {
    if (name !== active && !lost) say(""); // it was about what is left now
    active = stored("view", name);
    for (const tab of document.querySelectorAll("[role=tab]")) {
      const here = tab.dataset.view === name;
      tab.setAttribute("aria-selected", String(here));
      tab.tabIndex = here ? 0 : -1;
      find(`view-${tab.dataset.view}`).hidden = !here;
    }
    if (focus) find(`tab-${name}`).focus();
    const one = views.get(name);
    if (!one.opened) {
      one.opened = true;
      await awaited(one.open());
    } else if (one.old) {
      one.old = false; // what becomes old meanwhile is so still
      await one.refresh();
    }
  };

  // What every view shows may be another by now; the one that is seen is looked at at once.
  const refresh = async (but = "") => {
    for (const [name, one] of views) one.old = one.opened && name !== but;
    if (active !== but) await show(active);
  };

  // An answer that brings other files is no news from the disk later: the views but the one that asked are old then.
  const aged = (path) => {
    const asks = { decide: "cards", undo: active }[path] || path.split("/")[0];
    for (const [name, one] of views) if (name !== asks) one.old = one.opened;
    if (active !== asks) show(active);
  };

  const undo = async () => {
    const back = await ask("undo", {});
    if (!back?.ok) return;
    const cards = Boolean(back.cards?.length);
    if (cards) views.get("cards").undone(back.cards);
    await refresh(cards ? "cards" : "");
    if (back.said) tell(back.said);
  };

  // --- news from the disk

  const wait = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

  const listen = async () => {
    for (;;) {
      const known = state;
      try {
        const answer = await send(`news?known=${encodeURIComponent(known)}`);
        if (answer.status === 403) return;
        const told = await answer.json();
        while (changing) await wait(0.05);
        // what this page changed meanwhile is no news to it
        if (state !== known || told.state === known) continue;
        state = told.state;
        if (known) await refresh();
      } catch {
        await wait(3);
      }
    }
  };

  // --- keys

  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const tab = event.target.closest("[role=tab]");
    const step = tab && { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const names = [...views.keys()];
      show(names[(names.indexOf(active) + step + names.length) % names.length], true);
      return event.preventDefault();
    }
    if (typing(event.target) && event.key !== "Escape") return;
    if (event.key === " " && event.target.closest("button, input, a, summary")) return;
    const named = document.querySelector(`[role=tab][aria-keyshortcuts="${CSS.escape(event.key)}"]`);
    const act = views.get(active)?.keys[event.key] || (event.key === "u" && undo) || (named && (() => show(named.dataset.view)));
    if (!act || act(event) === false) return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(tab.dataset.view);
    if (event.target.closest("#undo")) undo();
    if (event.target.closest("#away")) say("");
  });
  document.addEventListener("DOMContentLoaded", async () => {
    const names = [...document.querySelectorAll("[role=tab]")].map((tab) => tab.dataset.view);
    await enter();
    const last = stored("view", "");
    await show(names.includes(last) ? last : names[0]);
    listen();
  });

  return { find, make, plural, place, problem, badge, say, tell, send, ask, view, views, show, refresh };
})();
