// Cards: shows them, takes decisions, and tells the server of each at once.
(() => {
  const { find, make, plural } = desk;
  const list = find("list").firstElementChild;
  const filter = find("filter");
  const sides = find("sides");
  let cards = new Map(); // key → card, by weeks
  let shown = []; // keys in the list
  let current = ""; // key of the card at the right
  const marked = new Set();

  const front = (card) => card.held.text || card.held.question || card.words.text || card.words.question;

  const ask = async (path, body) => {
    const answer = await desk.ask(path, body);
    for (const card of answer?.cards || []) cards.set(card.key, card);
    if (answer?.status === 422) edit(); // it wants other words
    return answer?.ok ? answer.cards : null;
  };

  // --- the list

  const fits = (card) => {
    const wanted = Object.fromEntries(new FormData(filter));
    const verdict = wanted.verdict === "decided" ? card.decision !== null : !wanted.verdict || card.verdict === wanted.verdict;
    const words = wanted.words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const text = [...Object.values(card.words), ...Object.values(card.held), card.episode, ...card.reasons].join(" ").toLocaleLowerCase();
    return (
      verdict &&
      (!wanted.week || String(card.week) === wanted.week) &&
      (!wanted.maker || card.maker === wanted.maker) &&
      (!wanted.reason || kinds(card).includes(wanted.reason)) &&
      words.every((word) => text.includes(word))
    );
  };

  // Reasons of one kind differ in names and figures; what readers mind is a kind each.
  const LONG = 90;
  const kind = (reason) => {
    const said = reason.replace(/[“"„][^”"“]*[”"“]/g, "…").replace(/\d+/g, "…");
    return said.length > LONG ? `${said.slice(0, said.lastIndexOf(" ", LONG))} …` : said;
  };
  const kindsOf = (reason) => {
    const minded = /^Of a hundred readers \d+ would keep it: (.*)\.$/.exec(reason);
    return minded ? minded[1].split(/ and (?=(?:its?|readers|such) )/).map((one) => kind(`Few would keep it: ${one}`)) : [kind(reason)];
  };

  const LEECH = "leech";
  const kinds = (card) => [...(card.forgotten ? [LEECH] : []), ...new Set(card.reasons.flatMap(kindsOf))];
  const forgotten = (card) => (card.forgotten ? [`Forgotten ${plural(card.forgotten, "time")} in Anki: other words may hold better (e)`] : []);

  const choices = (name, values) => {
    const select = filter.elements[name];
    const kept = select.value;
    select.replaceChildren(select.options[0], ...values.map(([value, text]) => make("option", text, { value })));
    select.value = [...select.options].some((one) => one.value === kept) ? kept : "";
  };

  const counted = (values) => {
    const found = new Map();
    for (const value of values) found.set(value, (found.get(value) || 0) + 1);
    return [...found].sort((a, b) => b[1] - a[1]);
  };

  const offer = () => {
    const all = [...cards.values()];
    const weeks = [...new Set(all.map((card) => card.week))]; // as they are listed
    choices("week", weeks.map((week) => [String(week), week ? `${week}` : "none"]));
    choices("maker", counted(all.map((card) => card.maker)).map(([maker, number]) => [maker, `${maker} (${number})`]));
    const reasons = counted(all.flatMap(kinds)).sort((a, b) => (b[0] === LEECH) - (a[0] === LEECH));
    choices("reason", reasons.slice(0, 20).map(([reason, number]) => [reason, `${reason} (${number})`]));
  };

  const row = (key) => {
    const card = cards.get(key);
    const line = document.createElement("li");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: marked.has(key), tabIndex: -1 });
    box.setAttribute("aria-label", "Mark");
    const text = document.createElement("span");
    text.append(make("span", front(card)), make("span", card.decision ? said(card) : (card.held.answer ?? card.words.answer) || "", { className: "soft" }));
    line.append(box, text);
    line.dataset.key = key;
    return line;
  };

  const said = (card) => (card.decision.verdict === "drop" ? "you dropped it" : card.decision.question || card.decision.answer || card.decision.text ? "you reworded it" : "you kept it");

  const fill = (keep = "") => {
    shown = [...cards.values()].filter((card) => fits(card) || card.key === keep).map((card) => card.key);
    for (const key of marked) if (!shown.includes(key)) marked.delete(key);
    list.replaceChildren(...shown.map(row));
    show(shown.includes(current) ? current : shown[0] || "");
    count();
  };

  // What has just been decided, without building the whole list anew.
  const mend = (keys) => {
    for (const key of keys) {
      const line = rowOf(key);
      if (!line) continue;
      if (fits(cards.get(key))) line.replaceWith(row(key));
      else line.remove();
      if (!fits(cards.get(key))) marked.delete(key);
    }
    shown = [...list.children].map((line) => line.dataset.key);
    show(shown.includes(current) ? current : shown[0] || "");
    count();
  };

  const count = () => {
    const held = [...cards.values()].filter((card) => card.verdict === "held").length;
    const more = marked.size ? `, ${marked.size} marked` : "";
    find("count").textContent = `${plural(shown.length, "card")} here, ${held} held back of ${cards.size} in all${more}`;
  };

  const rowOf = (key) => (key ? list.querySelector(`[data-key="${CSS.escape(key)}"]`) : null);

  // --- the card

  const show = (key) => {
    rowOf(current)?.removeAttribute("aria-current");
    current = key;
    find("empty").hidden = Boolean(key);
    find("shown").hidden = !key;
    find("edit").hidden = true;
    if (!key) return;
    const card = cards.get(key);
    const line = rowOf(key);
    line?.setAttribute("aria-current", "true");
    line?.scrollIntoView({ block: "nearest" });
    find("where").textContent = `${card.week ? `Week ${card.week}, ` : ""}${card.episode}`;
    sides.replaceChildren(...card.sides.map((side) => turned(side)));
    if (!card.sides.length) sides.replaceChildren(make("p", front(card)));
    find("today").hidden = !card.today.length;
    find("today").firstElementChild.textContent = `Anki has the card above. ${card.comes ? "The next build brings these words:" : "The newest words, which a build brings when you tick them there:"}`;
    find("today-sides").replaceChildren(...card.today.map((side) => turned(side)));
    find("reasons").replaceChildren(...[...forgotten(card), ...card.reasons].map((reason) => make("li", reason)));
    document.querySelector("#shown [data-act=edit]").classList.toggle("offered", Boolean(card.forgotten));
    find("lines").replaceChildren(...card.lines.map(lineOf));
    find("source").textContent = `${desk.place(card.path)}${card.line ? `:${card.line}` : ""}, made by ${card.maker}`;
    document.querySelector("[data-act=clear]").disabled = !card.decision;
  };

  // Text of the notes was made safe by the server, as it is for Anki.
  const turned = (side) => {
    const made = document.createElement("div");
    const face = Object.assign(document.createElement("div"), { className: "card", innerHTML: side.back });
    face.dataset.other = side.front;
    made.append(face);
    return made;
  };

  const lineOf = (line) => {
    const made = document.createElement("li");
    made.className = line.here ? "here" : "";
    made.append(make("b", line.number), make("span", line.text));
    return made;
  };

  const turn = () => {
    for (const face of sides.querySelectorAll(".card")) [face.innerHTML, face.dataset.other] = [face.dataset.other, face.innerHTML];
  };

  // --- decisions

  const decide = async (action, words = {}) => {
    const keys = marked.size && action !== "edit" ? [...marked] : [current].filter(Boolean);
    if (!keys.length) return;
    const after = shown[shown.indexOf(keys.at(-1)) + 1] || shown[shown.indexOf(keys[0]) - 1] || "";
    const asked = keys.map((key) => ({ key, seen: cards.get(key).decision, action, words }));
    const done = await ask("decide", asked);
    if (!done && !find("edit").hidden) return; // the words that were refused stand there still
    if (done) marked.clear();
    if (done) current = after || current;
    mend(keys);
  };

  // Cards as they stand after something was taken back: the first of them is looked at.
  const undone = (back) => {
    for (const card of back) cards.set(card.key, card);
    current = back[0].key;
    if (!fits(cards.get(current))) filter.elements.verdict.value = "";
    fill();
  };

  const edit = () => {
    if (!current || !find("edit").hidden) return;
    const card = cards.get(current);
    const names = { question: "Question", answer: "Answer", context: "What it is about", text: "Sentence, with {{c1::the words that are asked for}}" };
    const fields = Object.entries(card.words).map(([name, value]) => {
      const label = make("label", card.kind === "term" && name === "question" ? "Term" : names[name]);
      label.append(Object.assign(document.createElement("textarea"), { name, value, rows: 1, dir: "auto" }));
      return label;
    });
    find("edit").firstElementChild.replaceChildren(...fields);
    find("edit").hidden = false;
    find("edit").querySelector("textarea").focus();
  };

  const go = (step) => show(shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(current) + step))] || "");
  const night = () => [sides, find("today-sides")].forEach((one) => one.classList.toggle("nightMode"));
  const mark = () => {
    if (!current) return;
    if (!marked.delete(current)) marked.add(current);
    rowOf(current).querySelector("input").checked = marked.has(current);
    count();
  };
  const leave = () => {
    find("edit").hidden = true;
    find("card").focus();
  };

  const acts = { keep: () => decide("keep"), drop: () => decide("drop"), clear: () => decide("clear"), edit, cancel: leave };
  const escape = () => (find("edit").hidden ? false : leave());
  const keys = { y: acts.keep, d: acts.drop, c: acts.clear, e: edit, j: () => go(1), k: () => go(-1), x: mark, n: night, " ": turn, Escape: escape };

  find("view-cards").addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act) acts[act]();
    const line = event.target.closest("#list li");
    if (line && event.target.tagName !== "INPUT") show(line.dataset.key);
    if (line && event.target.tagName === "INPUT") {
      if (event.target.checked) marked.add(line.dataset.key);
      else marked.delete(line.dataset.key);
      count();
    }
  });
  find("edit").addEventListener("submit", (event) => {
    event.preventDefault();
    decide("edit", Object.fromEntries(new FormData(event.target)));
  });
  filter.addEventListener("input", (event) => {
    // leeches have shipped: what is asked for by its reason is shown whatever became of it
    if (event.target.name === "reason" && ![...cards.values()].some(fits)) filter.elements.verdict.value = "";
    fill();
  });
  // Who chose by mouse or finger goes on with the card; who chose by keys may go on choosing.
  let pointed = false;
  filter.addEventListener("pointerdown", () => (pointed = true));
  filter.addEventListener("keydown", () => (pointed = false));
  filter.addEventListener("change", (event) => pointed && event.target.matches("select") && event.target.blur());
  filter.addEventListener("submit", (event) => event.preventDefault());

  // Everything anew; words that are being typed stay, and so do the card and the filter.
  const read = async () => {
    const before = cards;
    cards = new Map();
    if (!(await ask("cards"))) {
      cards = before;
      if (!cards.size) find("count").textContent = "The cards cannot be read.";
      return false;
    }
    offer();
    if (find("edit").hidden || !cards.has(current)) fill(current); // the next key must not meet another card than the one that is looked at
    return true;
  };

  const open = async () => {
    if (window.matchMedia("(prefers-color-scheme: dark)").matches) night();
    if (!(await read())) return;
    if (![...cards.values()].some(fits)) filter.elements.verdict.value = "";
    fill();
  };

  // Shows the cards of one maker alone, as another view asks.
  const only = (choices) => {
    for (const one of filter.elements) if (one.name) one.value = choices[one.name] || "";
    fill();
  };

  desk.view("cards", { open, refresh: read, undone, only, keys });
})();
