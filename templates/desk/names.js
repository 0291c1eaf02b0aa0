// Names: which spelling is right; the server is told of each choice at once.
(() => {
  const { find, make, plural } = desk;
  const list = find("names-list").firstElementChild;
  const typed = find("names-type");
  let doubts = [];
  let rules = [];
  let current = ""; // which doubt is asked about
  const keys = {};

  const id = (doubt) => JSON.stringify([doubt.episode, doubt.forms.map((one) => one.form)]);
  const place = () => doubts.findIndex((doubt) => id(doubt) === current);
  const quoted = (forms) => forms.map((one) => `“${one.form}”`).join(" or ");

  const ask = async (...asked) => {
    const answer = await desk.ask(...asked);
    if (answer?.doubts) ({ doubts, corrections: rules } = answer);
    return answer;
  };

  // --- lines of the notes: text is put in as text, and the name between is marked

  const lineOf = (sighting) => {
    const made = make("li");
    const text = make("p");
    sighting.pieces.forEach((piece, nth) => text.append(nth % 2 ? make("mark", piece, { dir: "" }) : piece));
    if (!sighting.pieces.length) text.append("a line that is no longer there");
    made.append(make("span", `${desk.place(sighting.path)}:${sighting.line}`, { className: "soft at" }));
    if (sighting.before) made.append(make("p", sighting.before, { className: "soft" }));
    made.append(text);
    if (sighting.after) made.append(make("p", sighting.after, { className: "soft" }));
    return made;
  };

  const linesOf = (one) => {
    const lines = make("ul", "", { className: "sightings" });
    lines.append(...one.lines.map(lineOf));
    const more = one.number - one.lines.length;
    if (more) lines.append(make("li", `and ${plural(more, "more line")}`, { className: "soft" }));
    return lines;
  };

  // --- a doubt

  const formOf = (one, nth) => {
    const made = make("section", "", { className: "spelling" });
    const choose = make("button", "", { type: "button" });
    choose.dataset.choose = nth;
    choose.setAttribute("aria-keyshortcuts", nth + 1);
    choose.append(make("span", one.form), " ", make("kbd", nth + 1));
    made.append(choose);
    if (one.elsewhere) made.append(make("p", `In no line of these notes; it comes from ${one.elsewhere}.`, { className: "soft" }));
    else made.append(linesOf(one));
    return made;
  };

  const row = (doubt) => {
    const line = make("li");
    const button = make("button", "", { type: "button" });
    button.dataset.doubt = id(doubt);
    button.append(make("span", doubt.forms.map((one) => one.form).join(" · ")), make("span", doubt.cards ? `${plural(doubt.cards, "card")} wait${doubt.cards === 1 ? "s" : ""}` : "no card waits", { className: "soft" }));
    line.append(button);
    return line;
  };

  const show = () => {
    const doubt = doubts[place()];
    for (const key of Object.keys(keys)) if (/\d/.test(key)) delete keys[key];
    find("names-doubts").hidden = !doubt;
    typed.hidden = true;
    find("names-asked").textContent = doubt ? `${quoted(doubt.forms)}?` : "";
    if (!doubt) return;
    for (const one of list.querySelectorAll("button")) {
      if (one.dataset.doubt === current) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
      if (one.dataset.doubt === current) one.scrollIntoView({ block: "nearest" });
    }
    find("names-where").textContent = doubt.episode ? doubt.title : "In several episodes";
    find("names-why").textContent = doubt.another ? "Perhaps two people or things: one stands where the other does." : "One name, it seems, in several spellings.";
    find("names-forms").replaceChildren(...doubt.forms.map(formOf));
    document.querySelector("#view-names [data-act=both]").firstChild.textContent = `${doubt.forms.length > 2 ? "All" : "Both"} are right: different ${doubt.another ? "people or things" : "names"} `;
    doubt.forms.slice(0, 9).forEach((one, nth) => (keys[nth + 1] = () => settle(one.form)));
  };

  const ruleOf = (rule, nth) => {
    const made = make("li");
    const said = make("p");
    said.append(make("b", rule.wrong), ...(rule.wrong === rule.right ? [" is right as it is"] : [" is read as ", make("b", rule.right)]));
    const where = rule.table ? `in ${rule.title}` : "in all episodes";
    const line = make("p", `${where} (${rule.file}:${rule.line})`, { className: "soft" });
    const back = make("button", "Take back", { type: "button" });
    back.setAttribute("aria-label", `Take back: ${rule.wrong}`);
    back.dataset.back = nth;
    made.append(said, line);
    if (rule.number) {
      const folded = make("details");
      folded.append(make("summary", plural(rule.number, "line")), linesOf(rule));
      made.append(folded);
    } else if (rule.wrong !== rule.right) {
      line.append("; it fits nothing there");
    }
    made.append(back);
    return made;
  };

  const fill = (at = 0) => {
    if (place() < 0) current = doubts.length ? id(doubts[Math.min(Math.max(at, 0), doubts.length - 1)]) : "";
    desk.badge("names", doubts.length, "in doubt");
    list.replaceChildren(...doubts.map(row));
    const settled = rules.length ? `, ${plural(rules.length, "correction")} in force` : "";
    find("names-count").textContent = `${doubts.length ? `${plural(doubts.length, "name")} in doubt` : "No name is in doubt"}${settled}`;
    find("names-rules").hidden = !rules.length;
    find("names-rules").querySelector("ul").replaceChildren(...rules.map(ruleOf));
    show();
  };

  // --- decisions

  const settle = async (right) => {
    const at = place();
    const doubt = doubts[at];
    if (!doubt) return;
    const answer = await ask("names/settle", { episode: doubt.episode, forms: doubt.forms.map((one) => one.form), right, seen: doubt.seen });
    if (answer?.doubts) fill(at);
    if (!answer?.ok) return; // what was typed stands there still
    doubts = doubts.filter((one) => id(one) !== id(doubt));
    written(answer, at);
    if (document.activeElement === document.body) find("names-one").focus();
    if ((await ask("names/came", answer.kept, true, answer.said))?.ok) again();
  };

  // The files say something else now, which the notes are still to be read with.
  const written = ({ digests }, at) => {
    for (const one of [...doubts, ...rules]) one.seen = digests[one.file] ?? one.seen;
    fill(at);
    desk.refresh("names");
  };

  const back = async (nth) => {
    const gone = rules[nth];
    const { file, table, wrong, right, seen } = gone;
    const answer = await ask("names/back", { file, table, wrong, right, seen });
    if (answer?.doubts) fill();
    if (!answer?.ok) return;
    rules = rules.filter((one) => one !== gone);
    written(answer);
    read();
  };

  const go = (step) => {
    if (!doubts.length) return;
    current = id(doubts[Math.max(0, Math.min(doubts.length - 1, place() + step))]);
    show();
  };
  const type = () => {
    if (!doubts.length) return;
    typed.hidden = false;
    typed.elements.right.value = doubts[place()].forms[0].form;
    typed.elements.right.select();
  };
  const leave = () => {
    typed.hidden = true;
    find("names-one").focus();
  };
  const acts = { both: () => settle(null), type, leave };
  Object.assign(keys, { j: () => go(1), k: () => go(-1), b: acts.both, t: type, Escape: () => (typed.hidden ? false : leave()) });

  find("view-names").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { act, choose, doubt, back: rule } = button.dataset;
    if (act) acts[act]();
    if (choose) settle(doubts[place()].forms[choose].form);
    if (doubt) {
      current = doubt;
      show();
    }
    if (rule) back(rule);
  });
  typed.addEventListener("submit", (event) => {
    event.preventDefault();
    settle(typed.elements.right.value);
  });

  // A name that is being typed stays, and so does the doubt that is asked about.
  const again = () => (typed.hidden || place() < 0) && fill();
  const read = async () => (await ask("names"))?.ok && again();

  desk.view("names", { open: read, refresh: read, keys });
})();
