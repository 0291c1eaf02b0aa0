// Plan: shows weeks and episodes, takes moves and changes, and tells the server of each at once.
(() => {
  const { find, make, plural, problem } = desk;
  const here = find("view-plan");
  const OUT = 0;
  const WISHES = ["month", "weeks", "minutes"]; // what the program plans by
  let plan = null;
  let newer = null; // a plan that came while somebody types, and waits
  const open = new Set(); // numbers of the weeks whose fields are open

  // --- what is shown

  const load = async () => {
    const answer = await desk.ask("plan");
    if (answer?.ok) take({ ...answer, done: answer.seen === plan?.seen ? plan.done : "" });
  };

  // After a change of ours that is done, what is typed by then stays; else it was meant for the plan that is seen.
  const take = (answer, focus, done = false) => {
    newer = !focus && typing() ? answer : null;
    if (newer) return;
    const typed = done && typing() ? document.activeElement.value : null;
    plan = answer;
    fill(focus);
    if (typed !== null && document.activeElement.matches("input, textarea")) document.activeElement.value = typed;
  };

  const typing = () => {
    const field = document.activeElement?.closest("#view-plan input, #view-plan textarea");
    return Boolean(field && field.type !== "checkbox" && field.value !== field.defaultValue);
  };

  const fill = (focus = held()) => {
    for (const name of ["title", "new_cards_a_day"]) value(find("plan-top").elements[name], plan[name] || "");
    find("plan-top").elements.new_cards_a_day.placeholder = "worked out";
    for (const name of WISHES) value(find("plan-top").elements[name], (name === "minutes" ? plan.minutes : plan.wish?.[name]) || "");
    value(find("plan-top").elements.start, plan.weeks[0].start || "");
    for (const label of here.querySelectorAll("#plan-top .planned")) label.hidden = !plan.wish;
    here.querySelector("#plan-top .yours").hidden = Boolean(plan.wish);
    find("plan-file").textContent = plan.foreign ? plan.foreign : plan.file ? `Follows ${plan.file}, which you may edit, too. Other minutes move no episode now: they say which weeks have more.` : "Planned by the program, anew whenever your notes change. When you move an episode or rename a week, the plan becomes yours.";
    find("plan-anew").hidden = !plan.anew;
    find("plan-anew").querySelector("span").textContent = `${plan.file} stays as it is and is followed no longer; take back with u.`;
    find("plan-lately").hidden = !plan.lately;
    find("plan-lately").querySelector("span").textContent = plan.lately ? `“${plan.lately.title}”, which was built last (${plan.lately.folder}), has another plan.` : "";
    const known = find("plan-known");
    known.hidden = !plan.problems.length;
    known.firstElementChild.textContent = `${plural(plan.problems.length, "thing")} to know about your notes`;
    known.lastElementChild.replaceChildren(...plan.problems.map(problem));
    Object.assign(find("plan-besides"), { textContent: plan.besides, hidden: false });
    find("plan-advice").replaceChildren(...plan.advice.map((sentence) => make("p", sentence)));
    find("plan-done").textContent = plan.done || "";
    find("weeks").replaceChildren(...plan.weeks.map(weekOf), make("section", "Drag an episode here for a new week", { className: "new-week" }));
    find("weeks").lastChild.dataset.drop = plan.weeks.length + 1;
    here.querySelector("[data-drop='0']").replaceChildren(...plan.left_out.map((one) => episodeOf(one, OUT)));
    find("newcomers").hidden = !plan.newcomers.length;
    find("newcomers").querySelector("ol").replaceChildren(...plan.newcomers.map((one) => episodeOf(one, null)));
    find("forecast").innerHTML = plan.chart; // made by the server, of numbers and dates alone
    if (focus) here.querySelector(focus)?.focus({ preventScroll: !focus.endsWith(".grip") });
    count();
  };

  // What the guides add to the minutes takes longer to work out, and comes when it is there: of one plan at a time.
  let counting = null;
  const count = async () => {
    if (counting) return;
    const told = (counting = plan);
    const answer = await desk.ask("plan/minutes");
    counting = null;
    if (plan !== told) return void count();
    if (!answer?.ok || answer.loads.length !== plan.weeks.length) return;
    here.querySelectorAll("#weeks .load").forEach((one, place) => (one.textContent = answer.loads[place]));
    Object.assign(find("plan-besides"), { textContent: answer.besides, hidden: !answer.besides });
  };

  // What has the focus, as it will be found again.
  const held = () => {
    const one = document.activeElement;
    if (!one || !here.contains(one)) return "";
    const episode = one.closest("[data-id]");
    if (episode) return grip(episode.dataset.id);
    const week = one.closest("[data-week]")?.dataset.week;
    if (one.matches("#weeks > section")) return `[data-week="${week}"]`;
    return one.name ? `${week === undefined ? "#plan-top" : `[data-week="${week}"]`} [name="${one.name}"]` : "";
  };

  const grip = (id) => `[data-id="${CSS.escape(id)}"] .grip`;

  const value = (field, text) => {
    field.value = text;
    if (field.tagName === "TEXTAREA") field.textContent = text;
    else field.setAttribute("value", text);
    return field;
  };

  const labelled = (text, name, kind, given, more = {}) => {
    const label = make("label", text);
    const field = document.createElement(kind === "textarea" ? kind : "input");
    if (kind !== "textarea") field.type = kind;
    label.append(value(Object.assign(field, { name, dir: "auto", autocomplete: "off", ...more }), given));
    return label;
  };

  const goalsOf = (week) => {
    const made = labelled("Goals, one a line", "goals", "textarea", week.goals.join("\n"), { rows: 2 });
    made.append(make("span", "The guide prints up to three, filled up from your notes; goals that Write has brought come instead."));
    return made;
  };

  const weekOf = (week) => {
    const made = document.createElement("section");
    made.dataset.week = week.number;
    made.tabIndex = -1;
    made.setAttribute("aria-label", `Week ${week.number}`);
    const days = make("div", "", { className: "days" });
    days.append(labelled("First day", "start", "date", week.start || ""), labelled("Last day", "end", "date", week.end || ""));
    if (week.number < plan.weeks.length && week.end) {
      const later = make("label", "", { className: "later" });
      later.append(Object.assign(document.createElement("input"), { type: "checkbox", name: "later" }), make("span", "Later weeks move along"));
      days.append(later);
    }
    const load = labelled("Minutes to read and recall, if not as worked out", "minutes", "number", week.own ? week.minutes : "", { min: 1, placeholder: week.minutes });
    const more = document.createElement("details");
    more.open = open.has(week.number);
    more.addEventListener("toggle", () => (more.open ? open.add(week.number) : open.delete(week.number)));
    const goals = week.goals.length ? plural(week.goals.length, "goal") : "goals";
    more.append(make("summary", `Days, minutes, question, ${goals}`), days, load, labelled("Question", "question", "textarea", week.question, { rows: 1 }), goalsOf(week));
    const list = make("ol", "", { className: "episodes" });
    list.dataset.drop = week.number;
    list.append(...week.episodes.map((one) => episodeOf(one, week.number)));
    const takes = make("p", week.dates ? `${week.dates}, ` : "", { className: "soft" });
    takes.append(make("span", week.load, { className: "load" }), `, ${plural(week.cards, "card")}`);
    if (week.over) takes.append(make("b", `${week.over} more to read and recall than your ${plan.minutes}`, { className: "over" }));
    made.append(
      make("h3", `Week ${week.number}`),
      takes,
      labelled("Title", "title", "textarea", week.title, { rows: 1 }),
    );
    if (week.question) made.append(make("p", week.question));
    made.append(more, list);
    if (week.recalls) made.append(make("p", `Recalls ${week.recalls}`, { className: "soft" }));
    return made;
  };

  const episodeOf = (one, week) => {
    const made = document.createElement("li");
    made.dataset.id = one.id;
    const handle = make("button", "⠿", { type: "button", className: "grip" });
    handle.setAttribute("aria-label", `Move “${one.title}”`);
    handle.setAttribute("aria-keyshortcuts", "Shift+ArrowUp Shift+ArrowDown Shift+ArrowLeft Shift+ArrowRight Delete");
    const facts = [one.show, `${plural(one.minutes, "minute")} to read and recall`, plural(one.cards, "card")].filter(Boolean).join(", ");
    const select = make("select", "", { name: "to" });
    select.setAttribute("aria-label", `Move “${one.title}” to`);
    const weeks = plan.weeks.filter((other) => other.number !== week).map((other) => [other.number, `Week ${other.number}: ${other.title}`]);
    const places = [...weeks, [plan.weeks.length + 1, "A new week"], ...(week === OUT ? [] : [[OUT, "Left out"]])];
    select.append(make("option", "Move to …", { value: "" }), ...places.map(([number, text]) => make("option", text, { value: number })));
    made.append(handle, make("b", one.title), make("span", facts, { className: "soft" }));
    if (one.why) made.append(make("span", one.why, { className: "soft why" }));
    made.append(select);
    return made;
  };

  // --- what is changed

  // One change after the other: each is made of the plan as the one before left it.
  let line = Promise.resolve();
  const inTurn = (act) => (line = line.then(act, act));

  const changed = (answer, focus) => {
    if (answer?.weeks) take(answer, focus || held(), answer.ok);
    if (answer?.ok) desk.tell(answer.done); // seen wherever the page is scrolled to
  };

  const change = async (asked, focus) => changed(await desk.ask("plan/change", { seen: plan.seen, change: asked }), focus);

  const wish = async (name, text) => {
    changed(await desk.ask("plan/wish", { [name]: !text ? null : name === "month" ? text : Number(text) }));
  };

  const move = (id, week, place = null) => change({ id, week, place }, grip(id));

  // Where an episode stands: its week (null for one that came later), its place, and how many are there.
  const standing = (id) => {
    for (const week of plan.weeks) {
      const place = week.episodes.findIndex((one) => one.id === id);
      if (place >= 0) return { week: week.number, place, count: week.episodes.length };
    }
    return { week: plan.left_out.some((one) => one.id === id) ? OUT : null };
  };

  const shift = (id, key) => {
    const { week, place, count } = standing(id);
    if (key === "Delete") return week === OUT || move(id, OUT);
    if (key === "ArrowUp") return week && place > 0 && move(id, week, place - 1);
    if (key === "ArrowDown") return week && place + 1 < count && move(id, week, place + 1);
    const last = plan.weeks.length;
    if (!week) return key === "ArrowLeft" && move(id, last); // they stand behind the last week
    const to = week + (key === "ArrowRight" ? 1 : -1);
    return to > 0 && !(to > last && count === 1) && move(id, to);
  };

  const act = (event) => {
    const one = event.target.closest("#view-plan [data-id]");
    if (!one) return false;
    if (event.shiftKey || event.key === "Delete") {
      inTurn(() => shift(one.dataset.id, event.key));
      return true;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return false;
    const all = [...here.querySelectorAll("[data-id]:not([hidden] *)")];
    all[all.indexOf(one) + step]?.querySelector(".grip").focus();
    return true;
  };

  // --- fields: saved when they are left, or on Enter

  const sent = new WeakMap(); // field → what it held when it was saved last

  // What saves a field as it is now, whatever the page shows when its turn comes; nothing where nothing is new.
  const saving = (field) => {
    const week = Number(field.closest("[data-week]")?.dataset.week || 0);
    if (!plan || !field.isConnected || field.value === (sent.get(field) ?? field.defaultValue) || field.type === "checkbox") return null;
    if (field.validity.badInput || (field.type === "date" && (!field.value || field.value < "1000"))) return null; // half typed
    const wished = !week && WISHES.includes(field.name);
    if (wished && !field.validity.valid) return null;
    sent.set(field, field.value);
    const text = (field.name === "goals" ? field.value : field.value.replace(/\s+/g, " ")).trim();
    if (wished) return () => wish(field.name, text);
    if (!week) return () => change({ [field.name]: field.name === "new_cards_a_day" ? Number(text) : text });
    if (field.type === "date") return days(week, field);
    const given = { minutes: () => Number(text), goals: () => text.split("\n").map((line) => line.trim()).filter(Boolean) }[field.name] || (() => text);
    return () => change({ week, [field.name]: given() });
  };

  const save = (field) => {
    const act = saving(field);
    return act ? inTurn(act) : line;
  };

  // Another first day takes the last one along, so that the week keeps its length.
  const days = (number, field) => {
    const week = plan.weeks[number - 1];
    const fields = field.closest(".days");
    const [start, end, later] = ["start", "end", "later"].map((name) => fields.querySelector(`[name=${name}]`));
    let last = end.value;
    if (field === start) last = week.start ? plus(week.end, between(week.start, start.value)) : end.value || plus(start.value, 6);
    if (!start.value) return null;
    const asked = { start: start.value, end: last, later: Boolean(later?.checked) };
    return () => change({ week: number, days: asked });
  };
  const DAY = 86400000;
  const between = (one, other) => (Date.parse(other) - Date.parse(one)) / DAY;
  const plus = (date, count) => new Date(Date.parse(date) + count * DAY).toISOString().slice(0, 10);

  // A field that is left is saved; who goes on with Tab goes on in its week, which is made anew then.
  const leave = (field) => {
    field.blur();
    field.closest("#weeks > section")?.focus({ preventScroll: true });
  };

  let soon = 0; // a day that was picked is saved after a moment, since one that is typed comes in parts
  here.addEventListener("change", (event) => {
    const field = event.target;
    const [one, to] = [field.closest("[data-id]")?.dataset.id, Number(field.value)];
    if (field.name === "to" && field.value) return inTurn(() => move(one, to));
    clearTimeout(soon);
    if (["date", "month"].includes(field.type)) soon = setTimeout(() => save(field), 1200);
  });
  here.addEventListener("focusout", async (event) => {
    if (!event.target.matches("input, textarea")) return;
    clearTimeout(soon);
    await save(event.target);
    if (newer && !typing()) take(newer);
  });
  here.addEventListener("keydown", (event) => {
    if (!event.target.matches("input, textarea")) return;
    if (event.key === "Enter" && event.target.name !== "goals" && !event.isComposing) {
      event.preventDefault();
      leave(event.target);
    }
    if (event.key === "Escape") event.target.value = event.target.defaultValue;
  });
  find("plan-top").addEventListener("submit", (event) => event.preventDefault());
  find("plan-lately").querySelector("button").addEventListener("click", async () => changed(await desk.ask("plan/lately", { seen: plan.seen })));
  find("plan-anew").querySelector("button").addEventListener("click", async () => changed(await desk.ask("plan/anew", { seen: plan.seen })));

  // --- dragging, by mouse on the whole episode, by finger on its handle

  let drag = null; // {id, x, y, ghost, to: {week, place}}

  here.addEventListener("pointerdown", (event) => {
    const one = event.target.closest("[data-id]");
    const onHandle = event.target.closest(".grip");
    if (!one || event.button || (!onHandle && (event.pointerType !== "mouse" || event.target.closest("select")))) return;
    drag = { id: one.dataset.id, x: event.clientX, y: event.clientY, pointer: event.pointerId, item: one };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
    if (!drag.ghost) lift();
    drag.ghost.style.left = `${Math.min(event.clientX + 8, innerWidth - drag.ghost.offsetWidth - 4)}px`;
    drag.ghost.style.top = `${event.clientY + 8}px`;
    if (event.clientY < 60) scrollBy(0, -12);
    if (event.clientY > innerHeight - 60) scrollBy(0, 12);
    mark(event.clientX, event.clientY);
  });
  document.addEventListener("pointerup", () => drop(true));
  document.addEventListener("pointercancel", () => drop(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && drag && drop(false));

  const lift = () => {
    getSelection().removeAllRanges();
    document.body.classList.add("dragging");
    drag.item.classList.add("held");
    drag.ghost = make("div", drag.item.querySelector("b").textContent, { id: "ghost" });
    document.body.append(drag.ghost);
  };

  // Where it would go, and a line there.
  const mark = (x, y) => {
    unmark();
    const under = document.elementFromPoint(x, y);
    const zone = under?.closest("#view-plan [data-drop]") || under?.closest("#view-plan [data-week]")?.querySelector("[data-drop]");
    drag.to = null;
    if (!zone) return;
    const others = [...zone.querySelectorAll("[data-id]:not(.held)")];
    const next = others.findIndex((one) => y < one.getBoundingClientRect().top + one.offsetHeight / 2);
    const place = next < 0 ? others.length : next;
    drag.to = { week: Number(zone.dataset.drop), place };
    zone.classList.add("here");
    if (others.length && drag.to.week) (others[place] || others.at(-1)).classList.add(others[place] ? "before" : "after");
  };

  const unmark = () => {
    for (const one of here.querySelectorAll(".here, .before, .after")) one.classList.remove("here", "before", "after");
  };

  const drop = (done) => {
    const was = drag;
    drag = null;
    if (!was?.ghost) return;
    unmark();
    document.body.classList.remove("dragging");
    was.item.classList.remove("held");
    was.ghost.remove();
    const { week, place } = standing(was.id);
    if (!done || !was.to || (was.to.week === week && (week === OUT || was.to.place === place))) return;
    inTurn(() => move(was.id, was.to.week, was.to.week === OUT ? null : was.to.place));
  };

  const keys = Object.fromEntries(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Delete"].map((key) => [key, act]));
  desk.view("plan", { open: load, refresh: () => inTurn(load), keys });
})();
