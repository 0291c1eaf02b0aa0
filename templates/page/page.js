"use strict";
// Keys and buttons; without them each card still turns over by itself.
(() => {
  const cards = [...document.querySelectorAll(".cards > details")];
  const body = document.body;

  const night = (on) => {
    body.classList.toggle("night", on);
    for (const some of document.querySelectorAll(".cards")) some.classList.toggle("nightMode", on);
    for (const button of document.querySelectorAll(".light")) button.textContent = on ? "Cards by day" : "Cards by night";
  };

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const go = (step) => {
    const here = cards.findIndex((card) => card.contains(document.activeElement));
    const next = here < 0 ? nearest() + (step < 0 ? -1 : 0) : here + step;
    const card = cards[Math.max(0, Math.min(cards.length - 1, next))];
    card.firstElementChild.focus();
    card.scrollIntoView({ block: "center" });
  };

  // The first card that is not above the window.
  const nearest = () => Math.max(0, cards.findIndex((card) => card.getBoundingClientRect().bottom > 0));

  const keys = { j: () => go(1), k: () => go(-1), n: () => night(!body.classList.contains("night")) };

  if (!cards.length) return;
  for (const week of document.querySelectorAll(".week")) {
    const own = [...week.querySelectorAll(".cards > details")];
    if (!own.length) continue;
    const tools = document.createElement("div");
    tools.className = "tools";
    const light = button("", () => night(!body.classList.contains("night")));
    light.className = "light";
    const all = button("Show all answers", () => {
      const open = own.some((card) => !card.open);
      for (const card of own) card.open = open;
      all.textContent = open ? "Hide all answers" : "Show all answers";
    });
    tools.append(all, light);
    week.querySelector("header").append(tools);
  }
  night(window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.getElementById("keys").hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
