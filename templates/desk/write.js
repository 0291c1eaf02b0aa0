// Write: what is asked of a chat or a model, the replies, and what came of them.
(() => {
  const { find, make, plural } = desk;
  const choice = find("write-choice");
  const text = find("write-text");
  const left = new Set(); // ids of the episodes that are not asked about
  const copied = new Set(); // prompts
  let standing = null;
  let sheets = [];
  let plan = null; // what would go where, as it was shown

  const passes = (number) => `${number.toLocaleString("en")} ${number === 1 ? "passes" : "pass"}`;
  const chosen = () => ({
    episodes: left.size ? standing.episodes.map((one) => one.id).filter((id) => !left.has(id)) : null,
    size: Number(choice.elements.size.value) || null,
  });

  // --- what is to be asked

  const told = () => {
    const { points, drafts, cards, episodes } = standing;
    const many = (name) => plural(episodes.filter((one) => one[name]).length, "episode");
    const sums = cards.all ? ` ${plural(cards.all, "draft")} of cards so far: ${passes(cards.passing)}, ${cards.all - cards.passing} held.` : "";
    if (points) return `${plural(points, "point")} of ${many("points")} ${points === 1 ? "is" : "are"} to be asked.${sums}`;
    if (drafts) return `Every point has its answer; ${plural(drafts, "draft")} of ${many("drafts")} ${drafts === 1 ? "waits" : "wait"} for a critic.${sums}`;
    return `Every point has its answer${cards.judged ? ", and every draft is judged" : ""}.${sums}`;
  };

  const row = (one) => {
    const line = make("li");
    const label = make("label");
    const box = make("input", "", { type: "checkbox", value: one.id, checked: !left.has(one.id) });
    const sums = [one.points && plural(one.points, "point"), one.drafts && plural(one.drafts, "draft")].filter(Boolean).join(", ");
    label.append(box, make("span", one.title), make("span", sums, { className: "soft" }));
    line.append(label);
    return line;
  };

  const which = () => {
    const all = standing.episodes.length;
    const taken = standing.episodes.filter((one) => !left.has(one.id)).length;
    find("write-which").firstElementChild.textContent = taken === all ? `All ${plural(all, "episode")}` : `${taken} of ${plural(all, "episode")}`;
  };

  const stand = (answer) => {
    standing = answer;
    find("write-count").textContent = told();
    for (const id of left) if (!standing.episodes.some((one) => one.id === id)) left.delete(id);
    find("write-episodes").replaceChildren(...standing.episodes.map(row));
    choice.hidden = !standing.episodes.length;
    which();
    find("write-none").hidden = Boolean(standing.model);
    find("write-named").hidden = !standing.model;
    find("write-who").textContent = `${standing.model} is asked, and nothing is sent before you have seen what goes where.`;
  };

  // --- prompts

  const prompt = (sheet, number) => {
    const item = make("li");
    const name = sheets.length > 1 ? `Prompt ${number + 1} of ${sheets.length}` : "The prompt";
    const head = make("p");
    const copy = make("button", copied.has(sheet.text) ? "Copied" : "Copy", { type: "button" });
    copy.dataset.prompt = number;
    copy.setAttribute("aria-label", `Copy ${name.toLowerCase()}`);
    head.append(make("span", `${name}: ${plural(sheet.asked, sheet.about)}, ${plural(sheet.text.length, "character")}`), copy);
    const whole = make("details");
    const area = make("textarea", "", { readOnly: true, rows: 10, value: sheet.text });
    area.setAttribute("aria-label", name);
    whole.append(make("summary", "Show it"), area);
    item.append(head, whole);
    return item;
  };

  const ask = async () => {
    const answer = await desk.ask("write/sheets", chosen(), true);
    if (!answer?.ok) return;
    const made = answer.sheets.map((one) => ({ ...one, about: answer.about }));
    const nothing = left.size ? "Nothing is left to ask of the episodes that you chose." : "Nothing is left to ask.";
    find("write-about").textContent =
      { point: "Copy, paste into a new chat, and bring back here what it answers.", draft: "This asks a critic, who must not have written the drafts: paste it into a new chat, and bring back here what it answers." }[answer.about] || nothing;
    if (JSON.stringify(made) === JSON.stringify(sheets)) return; // one that is open stays so
    sheets = made;
    find("write-prompts").replaceChildren(...sheets.map(prompt));
  };

  const copy = async (number) => {
    const item = find("write-prompts").children[number];
    try {
      await navigator.clipboard.writeText(sheets[number].text);
    } catch {
      item.querySelector("details").open = true;
      item.querySelector("textarea").select();
      return desk.say("The browser does not let this page copy. The prompt is selected: copy it with Ctrl+C, on a Mac ⌘C.");
    }
    copied.add(sheets[number].text);
    item.querySelector("button").textContent = "Copied";
    desk.tell(`Copied: ${plural(sheets[number].text.length, "character")}. Paste it into a new chat.`);
  };

  const next = () => {
    const number = sheets.findIndex((one) => !copied.has(one.text));
    if (sheets.length) copy(Math.max(0, number));
  };

  // --- replies

  const take = async () => {
    const body = { text: text.value };
    const bytes = new TextEncoder().encode(JSON.stringify(body)).length;
    if (bytes > standing.largest) {
      return desk.say(`This reply is ${(bytes / 1e6).toFixed(1)} megabytes long, and only one goes at a time: paste it in several parts. Nothing was sent.`);
    }
    const answer = await desk.ask("write/reply", body);
    if (!answer?.ok) return;
    text.value = "";
    stand(answer);
    receive(answer.receipt);
    await ask();
    desk.refresh("write"); // the other views show its cards
  };

  const receive = (receipt, before = [], after = []) => {
    const { came, passing, empty, study, study_held, judged, judged_passing, held, held_all, unread, unread_all } = receipt;
    const lines = [...before];
    if (came || empty) lines.push(`${plural(came, "card")} came in: ${passes(passing)}, ${came - passing} held${empty ? `; ${plural(empty, "point")} with nothing to ask` : ""}.`);
    if (judged) lines.push(`${plural(judged, "draft")} judged by a critic: ${passes(judged_passing)}, ${judged - judged_passing} held.`);
    const listed = study.map((one) => plural(one.passing, one.what)).join(", ") || "none that passes";
    if (study.length || study_held) lines.push(`Study material: ${listed}, ${study_held} held.`);
    if (!lines.length && !unread_all) lines.push("Nothing new: all that is here was taken in before.");
    const rest = standing.points ? `${plural(standing.points, "point")} left to ask.` : standing.drafts ? `Every point has its answer. The next prompt asks a critic about ${plural(standing.drafts, "draft")}.` : "Nothing is left to ask.";
    const parts = [...lines, rest, ...after].map((line) => make("p", line));
    if (came || judged) parts.push(button("Look at them", "look"));
    if (held.length) parts.push(make("p", `Held, with the reasons${held_all > held.length ? ` (the first ${held.length} of ${held_all.toLocaleString("en")})` : ""}:`), listOf(held.map(heldOf)));
    if (unread.length) parts.push(make("p", "Not read:"), listOf(unread.map((one) => make("li", one.line ? `Line ${one.line}: ${one.message}` : one.message))));
    if (unread_all > unread.length) parts.push(make("p", `and ${(unread_all - unread.length).toLocaleString("en")} more.`));
    find("write-receipt").replaceChildren(...parts);
    find("write-came").hidden = false;
    find("write-came").scrollIntoView({ block: "nearest" });
  };

  const button = (name, act) => {
    const line = make("p", "", { className: "tools" });
    const made = make("button", name, { type: "button" });
    made.dataset.write = act;
    line.append(made);
    return line;
  };

  const listOf = (items) => {
    const list = make("ul");
    list.append(...items);
    return list;
  };

  const heldOf = (one) => {
    const item = make("li", "", { className: "held" });
    item.append(make("p", `${one.question} → ${one.answer}`), ...one.reasons.map((reason) => make("p", reason, { className: "soft" })));
    return item;
  };

  const look = async () => {
    await desk.show("cards", true);
    desk.views.get("cards").only({ maker: "a writer" });
  };

  // --- a model

  const forget = () => {
    plan = null;
    find("write-plan").hidden = true;
  };

  const planned = (answer) => {
    plan = answer;
    find("write-plan").hidden = false;
    find("write-lines").replaceChildren(...plan.lines.map((line) => make("li", line)));
    find("write-lent").replaceChildren(...plan.lent.map(lentTo));
    const send = document.querySelector("[data-write=send]");
    send.textContent = plan.send;
    send.hidden = !plan.lines.length;
    if (!plan.lines.length) find("write-lines").replaceChildren(make("li", "There is nothing to ask."));
    may();
  };

  // An address that nobody typed may have come with somebody else's notes.
  const lentTo = (host) => {
    const label = make("label");
    label.append(make("input", "", { type: "checkbox", value: host }), make("span", `I know ${host}: it stands in curriculum.toml, and was not typed.`));
    return label;
  };

  const may = () => {
    document.querySelector("[data-write=send]").disabled = [...find("write-lent").querySelectorAll("input")].some((box) => !box.checked);
  };

  const see = async () => {
    const answer = await desk.ask("write/plan", chosen());
    if (answer?.ok) planned(answer);
  };

  const send = async () => {
    if (!plan) return;
    const known = [...find("write-lent").querySelectorAll("input:checked")].map((box) => box.value);
    const answer = await desk.ask("write/send", { ...chosen(), seal: plan.seal, known });
    if (answer?.status === 409 && answer.lines) planned(answer);
    if (!answer?.ok) return;
    forget();
    follow(answer.job);
  };

  let following = false;

  // How far it is; says nothing, so that what was said stays.
  const job = () => desk.send("write/job").then((one) => one.json()).then((told) => told.job, () => null);

  const follow = async (now) => {
    if (following || !now?.running) return;
    following = true;
    find("write-job").hidden = false;
    document.querySelector("[data-write=plan]").disabled = true;
    let { through } = now;
    while (now?.running) {
      going(now);
      await new Promise((done) => setTimeout(done, 700));
      now = await job();
      if (now && now.through !== through) {
        through = now.through;
        await read();
      }
    }
    following = false;
    find("write-job").hidden = true;
    find("write-going").textContent = "";
    document.querySelector("[data-write=plan]").disabled = false;
    if (!now) return desk.say("The desk does not answer. What came in is in drafts.jsonl. Is `curriculum desk` still running?");
    await read();
    ended(now);
    desk.refresh("write");
  };

  const going = (job) => {
    const bar = find("write-bar");
    bar.max = job.episodes;
    bar.value = job.through;
    const time = job.left === null ? "" : `, about ${job.left < 100 ? plural(job.left, "second") : `${Math.round(job.left / 60)} minutes`} left`;
    const stopping = job.stopped ? " It stops now." : "";
    find("write-going").textContent = `${job.through} of ${plural(job.episodes, "episode")}: ${job.passed}${time}. ${job.waits}${stopping}`;
  };

  const ended = (job) => {
    const before = [...job.why, ...job.unanswered];
    if (job.stopped) before.unshift("Stopped. What came in is kept.");
    receive(job.receipt, before, [job.spent]);
  };

  // --- the view

  const read = async () => {
    const answer = await desk.ask("write");
    if (!answer?.ok) return;
    stand(answer);
    await ask();
    follow(await job());
  };

  const all = (taken) => {
    left.clear();
    if (!taken) for (const one of standing.episodes) left.add(one.id);
    for (const box of find("write-episodes").querySelectorAll("input")) box.checked = taken;
    changed();
  };

  const changed = () => {
    which();
    forget();
    ask();
  };

  const acts = { all: () => all(true), none: () => all(false), look, plan: see, send, stop: () => desk.ask("write/stop", {}) };

  find("view-write").addEventListener("click", (event) => {
    const act = event.target.closest("[data-write]")?.dataset.write;
    if (act) acts[act]();
    const number = event.target.closest("[data-prompt]")?.dataset.prompt;
    if (number) copy(Number(number));
  });
  choice.addEventListener("input", (event) => {
    if (event.target.type === "checkbox") left[event.target.checked ? "delete" : "add"](event.target.value);
    changed();
  });
  choice.addEventListener("submit", (event) => event.preventDefault());
  find("write-lent").addEventListener("input", may);
  find("write-reply").addEventListener("submit", (event) => {
    event.preventDefault();
    take();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) take();
  });

  const escape = (event) => (event.target === text ? find("view-write").focus() : false);
  desk.view("write", { open: read, refresh: read, keys: { c: next, r: () => text.focus(), Escape: escape } });
})();
