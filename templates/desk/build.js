// Build: asks what would change, builds, shows how far it is, and fetches what was made.
(() => {
  const { find, make, plural, problem } = desk;
  const order = find("order");
  const NUMBERS = ["weeks", "minutes", "best"];
  let number = -1; // of the state that is shown
  let looked = ""; // what was asked for when the changes were looked at
  let shipped = false; // whether an earlier build made cards
  let last = "look"; // what was begun last
  let asking = 0; // the round of questions that goes on

  const fill = (wish, rewrite) => {
    const { elements } = order;
    elements.themes.value = (wish.themes || []).join("\n");
    for (const name of ["month", "start", "title", ...NUMBERS]) elements[name].value = wish[name] ?? "";
    elements.rewrite.checked = Boolean(rewrite);
    follow();
  };

  const form = () => {
    const given = { themes: order.elements.themes.value.split("\n").map((line) => line.trim()).filter(Boolean) };
    for (const name of ["month", "start", "title", ...NUMBERS]) {
      const value = order.elements[name].value.trim();
      if (value) given[name] = NUMBERS.includes(name) ? Number(value) : value;
    }
    return given;
  };

  // Without a theme the plan is built as it stands, which says all the rest.
  const wish = () => (form().themes.length ? form() : { themes: [] });

  const asked = () => ({ wish: wish(), rewrite: order.elements.rewrite.checked });

  const follow = () => {
    const plan = order.elements.themes.value.trim() === "";
    for (const name of ["month", "start", "title", ...NUMBERS]) order.elements[name].closest("label").hidden = order.elements[name].disabled = plan;
    aged();
  };

  const aged = () => {
    const same = looked === JSON.stringify(asked());
    find("old").hidden = same;
    const build = !shipped || (same && !find("changes").hidden); // where Anki has no card yet, nothing changes
    find("look").classList.toggle("next", !build);
    find("make").classList.toggle("next", build);
  };

  // --- how far it is

  const begin = async (task, more = {}) => {
    if (!order.reportValidity()) return;
    last = task;
    const wanted = { ...asked(), ...more };
    const answer = await desk.ask(task === "look" ? "build/look" : "build/make", wanted);
    if (!answer?.ok) return;
    if (task === "look" && !answer.said) looked = JSON.stringify({ wish: wanted.wish, rewrite: wanted.rewrite });
    progress(answer);
    find("doing").focus();
    find("making").scrollIntoView({ block: "nearest" });
    watch();
  };

  const progress = (now) => {
    number = now.number;
    for (const button of [find("look"), find("make"), find("retire")]) button.disabled = now.running;
    if (now.running) for (const name of ["changes", "built", "stopped"]) find(name).hidden = true;
    find("making").hidden = !now.task || (!now.running && find("stopped").hidden);
    const doing = now.task === "look" ? "Looking at what would change" : "Building";
    const ended = now.task === "look" ? "It cannot be told what would change" : "Nothing was built";
    find("doing").textContent = now.running ? `${doing}: ${plural(now.seconds, "second")}` : ended;
    const last = now.steps.findLastIndex((step) => !step.startsWith("Printed ")); // which is over when it is told
    find("steps").replaceChildren(...now.steps.map((step, at) => make("li", step, { className: now.running && at === last ? "now" : "" })));
    const heard = now.running ? now.steps.at(-1) || doing : "";
    if (find("heard").textContent !== heard) find("heard").textContent = heard;
  };

  const seen = () => !find("view-build").hidden && !document.hidden;

  // While something is made every half second; else now and then, for what another tab begins.
  const watch = async () => {
    const round = ++asking;
    for (;;) {
      await new Promise((done) => setTimeout(done, find("look").disabled ? 500 : 4000));
      if (round !== asking) return;
      if (!seen() && !find("look").disabled) continue;
      try {
        const answer = await desk.send("build/steps");
        if (!answer.ok) return;
        const now = await answer.json();
        if (now.number === number && !now.running) continue;
        if (now.running) progress(now);
        else await show(true);
      } catch {
        find("doing").textContent = "The desk does not answer. Is `curriculum desk` still running?";
      }
    }
  };

  // --- what came of it

  const note = (one, state) => {
    const line = make("li");
    line.append(make("span", one.front));
    if (one.back && !one.fields.length) line.append(make("span", one.back, { className: "soft" }));
    if (one.twice) line.append(make("span", "asked both ways: two cards", { className: "soft" }));
    if (one.instead) line.append(make("span", `In its place comes: ${one.instead}`));
    if (state === "updated" && !one.fields.length) line.append(make("span", "back after it had retired", { className: "soft" }));
    if (one.fields.length) {
      const fields = make("dl");
      for (const field of one.fields) {
        const words = make("dd");
        words.append(make("del", field.before || "(empty)"), make("ins", field.after || "(empty)"));
        fields.append(make("dt", field.name), words);
      }
      line.append(fields);
    }
    return line;
  };

  const told = (episode, state) => {
    const folded = make("details");
    const head = make("summary");
    head.append(make("span", episode.episode || "An episode that is no longer there"), make("span", episode.count, { className: "soft" }));
    const list = make("ul");
    list.append(...episode.notes.map((one) => note(one, state)));
    folded.append(head, list);
    return folded;
  };

  const lot = (one) => {
    const part = make("section");
    part.append(make("h4", one.count));
    if (one.hint) part.append(make("p", one.hint, { className: "soft" }));
    part.append(...one.episodes.map((episode) => told(episode, one.state)));
    return part;
  };

  // What to type into Anki's search, to be copied as a whole.
  const searched = (searches) =>
    Object.entries(searches).map(([what, search]) => {
      const folded = make("details");
      const said = what === "retired" ? "How to find the retired cards in Anki, once imported" : "How to find the cards of other curricula in Anki";
      folded.append(make("summary", said), make("p", "Type this into the search of Anki’s browser:", { className: "soft" }), make("code", search));
      return folded;
    });

  const size = (bytes) => (bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

  const file = (one, at) => {
    const line = make("li", "", { className: at ? "" : "first" });
    const button = make("button", "Save", { type: "button" });
    button.setAttribute("aria-label", `Save ${one.name}`);
    button.addEventListener("click", () => fetched(one.name));
    line.append(make("span", one.what || one.name), make("span", `${one.name}, ${size(one.size)}`, { className: "soft" }), button);
    return line;
  };

  // The secret goes in a header, so a link cannot fetch it; and as bytes of no kind it is saved, never shown.
  const fetched = async (name) => {
    try {
      const answer = await desk.send(`made/${encodeURIComponent(name)}`);
      if (!answer.ok) return desk.say(answer.status === 404 ? (await answer.json()).said : "The desk did not give this file.");
      const bytes = new Blob([await answer.arrayBuffer()], { type: "application/octet-stream" });
      const link = make("a", "", { href: URL.createObjectURL(bytes), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      desk.say("");
    } catch {
      desk.say("The desk does not answer. Is `curriculum desk` still running?");
    }
  };

  const show = async (ended = false) => {
    const now = await desk.ask("build");
    if (!now?.ok) return;
    const first = number < 0;
    const fresh = now.number !== number; // what is unfolded stays so until something else came of it
    find("followed").textContent = `What Plan shows is made${now.outline ? `, as ${now.outline} has it` : ""}. Name a theme to make another curriculum beside it.`;
    if (first) fill(now.wish, now.rewrite);
    ({ shipped } = now);
    for (const one of [order.elements.rewrite.closest("label"), find("rewritten")]) one.hidden = !shipped;
    if (first && now.changes) looked = JSON.stringify(asked());
    last = now.task || last;
    const failed = Boolean(now.task) && !now.running && !now.changes && !now.built;
    find("stopped").hidden = !failed;
    find("faults").replaceChildren(...(failed ? now.problems.map(problem) : []));
    if (failed && !now.problems.length) find("faults").append(make("li", "It stopped; the terminal says why."));
    find("losing").hidden = !now.loss;
    progress(now);
    if (fresh) changes(now);
    if (fresh) built(now);
    find("changes").hidden = !now.changes;
    find("built").hidden = !now.built;
    made(now.made);
    const rows = now.settings.flatMap(([name, value]) => [make("dt", name), make("dd", value)]);
    find("settings").querySelector("dl").replaceChildren(...rows);
    follow();
    const result = now.changes ? "changed" : now.built ? "ready" : "doing";
    if (ended && [document.body, find("doing")].includes(document.activeElement)) find(result).focus();
    if (ended && find("view-build").hidden) desk.tell(`${find(result).textContent}: Build shows it.`);
    if (ended) find("heard").textContent = find(result).textContent;
  };

  const changes = (now) => {
    if (!now.changes) return;
    find("changed").textContent = `What building “${now.changes.title}” would change`;
    find("counted").textContent = now.changes.said;
    find("waiting").textContent = now.changes.waiting;
    find("waiting").hidden = !now.changes.waiting;
    find("searches").replaceChildren(...searched(now.changes.searches));
    const lots = [...now.changes.lots.map(lot), ...(now.problems.length ? [make("ul", "", { className: "problems" })] : [])];
    find("lots").replaceChildren(...lots);
    if (now.problems.length) find("lots").lastElementChild.append(...now.problems.map(problem));
    find("unfold").hidden = !now.changes.lots.length;
    find("unfold").textContent = "Unfold all";
  };

  const built = (now) => {
    if (!now.built) return;
    const same = now.steps.length === 0 ? ["Nothing has changed since the last build: the files are as they were."] : [];
    find("ready").textContent = `“${now.built.title}” is ready`;
    find("told").replaceChildren(...[...same, ...now.built.said].map((text) => make("li", text)));
    find("search").replaceChildren(...searched(now.built.searches));
    const known = find("known");
    known.hidden = !now.problems.length;
    known.firstElementChild.textContent = `${plural(now.problems.length, "thing")} to know about your notes`;
    known.lastElementChild.replaceChildren(...now.problems.map(problem));
  };

  const made = (one) => {
    find("made").hidden = !one?.files.length;
    if (!one) return;
    find("fetch").textContent = `To fetch of the last build, “${one.name}”`;
    find("files").replaceChildren(...one.files.map(file));
    find("lies").textContent = `They lie in ${one.folder}`;
  };

  // --- the view

  const unfold = () => {
    const all = [...find("lots").querySelectorAll("details")];
    const open = all.some((one) => !one.open);
    for (const one of all) one.open = open;
    find("unfold").textContent = open ? "Fold all" : "Unfold all";
  };

  order.addEventListener("input", (event) => {
    const other = { month: "start", start: "month" }[event.target.name];
    if (other && event.target.value) order.elements[other].value = "";
    follow();
  });
  order.addEventListener("submit", (event) => {
    event.preventDefault();
    begin("look");
  });
  find("make").addEventListener("click", () => begin("build"));
  find("retire").addEventListener("click", () => begin(last, { allow_retire: true }));
  find("unfold").addEventListener("click", unfold);

  const press = (task) => () => {
    if (!find("look").disabled) begin(task);
  };

  desk.view("build", {
    open: async () => {
      await show();
      watch();
    },
    refresh: async () => {
      looked = "";
      await show();
    },
    keys: { l: press("look"), b: press("build") },
  });

  // What another view wants made: its wish stands in the form, and what it would change is looked at first.
  desk.curriculum = async (wanted) => {
    await desk.show("build", true);
    fill({ ...form(), title: "", best: "", ...wanted }, order.elements.rewrite.checked);
    if (find("look").disabled) desk.say("Something is being made already: your theme stands in the form.");
    else await begin("look");
  };
})();
