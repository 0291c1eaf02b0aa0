// Themes: looks for what is typed, and hands it to Build.
(() => {
  const { find, make, plural } = desk;
  const form = find("seek");
  const { theme, best } = form.elements;
  let answer = null; // what was found for what is typed
  let episodes = 0; // in the notes
  let turn = 0; // the last question's: an answer to an earlier one is old
  let waiting = 0;

  const words = () => theme.value.trim();
  const some = (text) => /[\p{L}\p{N}]/u.test(text);

  const ask = (soon = 150, then = () => {}) => {
    clearTimeout(waiting);
    const mine = ++turn;
    if (!some(words())) return show(null);
    waiting = setTimeout(async () => {
      const found = await desk.ask("themes/seek", { theme: words() });
      if (mine !== turn) return;
      if (found?.ok) show(found);
      if (found?.ok) then();
      if (found?.ok && found.reading) waiting = setTimeout(() => mine === turn && ask(0), 2000);
    }, soon);
  };

  const row = (one, left, bare) => {
    const line = make("li", "", { className: left ? "left" : "" });
    const head = make("span");
    head.append(make("b", one.title), make("span", ` ${[one.show, plural(one.minutes, "minute")].filter(Boolean).join(", ")}`, { className: "soft" }));
    line.append(head);
    const why = one.words.length ? `Because of: ${one.words.join(", ")}` : bare;
    if (why) line.append(make("span", why));
    const more = one.more ? ` and ${plural(one.more, "point")} more` : "";
    if (one.points.length) line.append(make("span", `${one.points.join(" · ")}${more}`, { className: "soft" }));
    if (left) line.append(make("span", "not among the best", { className: "soft" }));
    return line;
  };

  const show = (found) => {
    answer = found;
    const planned = found?.planned || [];
    const most = Number(best.value) > 0 ? Number(best.value) : planned.length;
    const taken = planned.slice(0, most);
    find("course").disabled = !taken.length;
    find("subjects").hidden = Boolean(found);
    find("planned").replaceChildren(...planned.map((one, at) => row(one, at >= most, "")));
    const beside = find("beside");
    beside.hidden = !found?.beside.length;
    beside.querySelector("ul").replaceChildren(...(found?.beside || []).map((one) => row(one, false, "Because of what it means")));
    beside.querySelector("p").textContent = found?.more ? `and ${plural(found.more, "episode")} more` : "";
    find("found").textContent = said(found, taken);
  };

  const said = (found, taken) => {
    const notes = plural(episodes, "episode");
    if (!found) return `${notes} in your notes. They are about:`;
    const minutes = taken.reduce((sum, one) => sum + one.minutes, 0);
    const theme = `“${found.theme}”`;
    const soon = found.reading ? " What says it in other words is found in a moment." : "";
    if (taken.length) return `${plural(taken.length, "episode")} of ${episodes.toLocaleString("en")} would be in a curriculum of ${theme}: ${plural(minutes, "minute")} to read and recall.${soon}`;
    if (found.beside.length) return `No episode is about ${theme}.${soon}`;
    return `Nothing in your notes is about ${theme}. Try another word, or one of the themes that the field suggests.${soon}`;
  };

  const themes = async () => {
    const found = await desk.ask("themes");
    if (!found?.ok) return (find("found").textContent = "The notes cannot be read.");
    episodes = found.episodes;
    find("known-themes").replaceChildren(...found.themes.map((one) => Object.assign(document.createElement("option"), { value: one.title, label: plural(one.episodes, "episode") })));
    find("subjects").replaceChildren(
      ...found.themes.map((one) => {
        const line = make("li");
        const button = make("button", `${one.title} (${one.episodes})`, { type: "button" });
        button.addEventListener("click", () => {
          theme.value = one.title;
          theme.focus();
          ask(0);
        });
        line.append(button);
        return line;
      })
    );
    if (some(words())) ask(0);
    else show(null);
  };

  const course = () => {
    if (!answer || find("course").disabled || !form.reportValidity()) return;
    desk.curriculum({ themes: [answer.theme], best: Number(best.value) || "" });
  };

  theme.addEventListener("input", () => ask());
  best.addEventListener("input", () => show(answer));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (answer?.asked === words()) course();
    else ask(0, course); // who was quicker than the answer need not ask twice
  });

  desk.view("themes", {
    open: themes,
    refresh: themes,
    keys: {
      "/": () => theme.focus(),
      m: course,
    },
  });
})();
