/* Moving things on the calendar: by pointer, by touch, by keyboard. Every way ends in one of the
   page's own forms, and what the page then shows is the server's answer. Without this script the
   same forms work by themselves. Nothing here needs a browser newer than Chrome 109. */
"use strict";
(() => {
  const HOLD = 300; // milliseconds until a finger lifts what it lies on; sooner, it scrolls
  const SLIP = 6; // pixels by which a press may waver and still be a press
  const EDGE = 56; // pixels from the window's edge where it scrolls while something is dragged
  const LASTS = 10000; // milliseconds for which a notice offers to undo
  const DAY = 864e5;
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  const one = (what, within = document) => within.querySelector(what);
  const mover = () => one("#doi-nhanh");
  const slotAt = (href) =>
    [...document.querySelectorAll(`.app [data-revision][href="${CSS.escape(href)}"]`)].find(
      (each) => each.getClientRects().length,
    );

  // --- forms whose page stays ----------------------------------------------------------------

  let last = Promise.resolve();
  const inTurn = (work) => (last = last.then(work));

  // One request: its answer carries the pieces of the page that changed, or says what is wrong.
  async function send(url, values) {
    const dialog = mover();
    const href = dialog?.open
      ? dialog.dataset.href
      : document.activeElement?.closest(".app [data-revision]")?.getAttribute("href");
    values.set("back", location.pathname + location.search);
    await htmx.ajax("POST", url, { values, swap: "none" }).catch(() => {});
    if (!href || dialog?.open || document.activeElement?.closest("#loi")) return;
    (slotAt(href) ?? one("#bao button"))?.focus();
  }

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const dialog = mover();
    if (!dialog?.open || !detail.requestConfig.parameters?.revision) return;
    if (detail.isError && detail.xhr.status !== 409) detail.target = one(".said", dialog);
    else dialog.close();
  });

  document.addEventListener("htmx:sendError", () => {
    const dialog = mover();
    const place = dialog?.open ? one(".said", dialog) : one("#loi");
    place.textContent = one("#loi").dataset.away;
  });

  // What was folded open stays open.
  document.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
    for (const { id } of target.querySelectorAll("details[id][open]")) {
      one(`#${id}`, detail.fragment)?.setAttribute("open", "");
    }
  });

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("[data-here]") || !one(".app") || submitter?.formMethod === "dialog") return;
    event.preventDefault();
    const values = new FormData(form);
    if (submitter?.name) values.set(submitter.name, submitter.value);
    inTurn(() => send(form.getAttribute("action"), values));
  });

  // --- a slot that moves ---------------------------------------------------------------------

  function move(href, what) {
    const slot = slotAt(href);
    if (!slot || !mover()) return undefined;
    const values = new FormData(one("form", mover()));
    values.delete("day");
    values.set("revision", slot.dataset.revision);
    for (const [name, value] of Object.entries(what)) values.set(name, value);
    return send(`${href}/move`, values);
  }

  const written = (day) => day.split("-").reverse().map(Number).join("/");

  function openMover(slot) {
    const dialog = mover();
    const { form } = one("input", dialog);
    const href = slot.getAttribute("href");
    const day = slot.closest("[data-day]")?.dataset.day ?? slot.dataset.on;
    if (dialog.dataset.href !== href || !one(".said", dialog).hasChildNodes()) {
      form.elements.day.value = day && !("span" in slot.dataset) ? written(day) : "";
    }
    one(".said", dialog).replaceChildren();
    one("h2 span", dialog).textContent = one(".t, .lbl", slot)?.textContent ?? slot.textContent;
    dialog.dataset.href = href;
    form.setAttribute("action", `${href}/move`);
    form.elements.revision.value = slot.dataset.revision;
    dialog.showModal();
    form.elements.day.select();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) {
      event.preventDefault();
      letGo();
    }
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
    const typing = event.target.closest?.("input, select, textarea");
    const letter = plain && !typing && !("noKeys" in document.body.dataset) && event.key;
    if (letter === "?" && !one("dialog[open]")) openKeys(event);
    const slot = event.target.closest?.(".app [data-revision]");
    if (!slot || !mover() || event.ctrlKey || event.metaKey) return;
    const by = event.altKey && STEPS[event.key];
    if (by) {
      event.preventDefault();
      const href = slot.getAttribute("href");
      inTurn(() => move(href, { by }));
    } else if (letter === "m" || letter === "M") {
      event.preventDefault();
      openMover(slot);
    }
  });

  function openKeys(event) {
    const help = one("a[rel=help]");
    const dialog = one("#hop-phim");
    if (!help || !dialog) return;
    event.preventDefault();
    if (one("main #phim")) {
      location.hash = "phim";
      return;
    }
    const target = one("div", dialog);
    htmx.ajax("GET", help.href, { target, select: "#phim", swap: "innerHTML" }).then(() =>
      dialog.showModal(),
    );
  }

  // --- dragging ------------------------------------------------------------------------------

  let drag = null;
  let dropped = false;

  // A bar reaches over its neighbours' cells: the cell itself is asked for, not the bar's own one.
  const cellAt = (x, y) => document.elementsFromPoint(x, y).find((each) => each.matches("[data-day]"));

  document.addEventListener("pointerdown", (event) => {
    dropped = false;
    const slot = event.target.closest?.(".app [data-revision]");
    if (!slot || drag || event.button || !event.isPrimary || !mover()) return;
    const { clientX: x, clientY: y, pointerId: id, pointerType } = event;
    drag = { slot, id, x, y, startX: x, startY: y, from: cellAt(x, y)?.dataset.day };
    if (pointerType === "touch") drag.timer = setTimeout(lift, HOLD);
  });

  document.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drag?.id) return;
    drag.x = event.clientX;
    drag.y = event.clientY;
    if (!drag.ghost && Math.hypot(drag.x - drag.startX, drag.y - drag.startY) > SLIP) {
      if (drag.timer) letGo();
      else lift();
    }
  });

  document.addEventListener("pointerup", (event) => {
    if (event.pointerId !== drag?.id) return;
    const { slot, from, ghost, cell } = drag;
    letGo();
    if (!ghost) return;
    dropped = true;
    const to = cell?.dataset.day;
    if (to === undefined || to === from) return;
    const href = slot.getAttribute("href");
    const by = "span" in slot.dataset && from ? (Date.parse(to) - Date.parse(from)) / DAY : 0;
    inTurn(() => move(href, to === "" ? { tray: "có" } : by ? { by } : { day: written(to) }));
  });

  document.addEventListener("pointercancel", (event) => event.pointerId === drag?.id && letGo());
  document.addEventListener("touchmove", (event) => drag?.ghost && event.preventDefault(), {
    passive: false,
  });
  document.addEventListener("contextmenu", (event) => drag?.timer && event.preventDefault());
  document.addEventListener(
    "dragstart",
    (event) => event.target.closest?.("[data-revision]") && event.preventDefault(),
  );
  document.addEventListener(
    "click",
    (event) => {
      if (!dropped) return;
      dropped = false;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );

  function lift() {
    const { width } = drag.slot.getBoundingClientRect();
    drag.ghost = drag.slot.cloneNode(true);
    drag.ghost.className = `ghost ${drag.slot.className}`;
    drag.ghost.removeAttribute("href"); // nobody tabs to a shadow
    drag.ghost.setAttribute("aria-hidden", "true");
    drag.ghost.style.width = `${Math.max(96, Math.min(width, 240))}px`;
    document.body.append(drag.ghost);
    document.body.classList.add("dragging");
    drag.slot.classList.add("lifted");
    follow();
  }

  function follow() {
    if (!drag?.ghost) return;
    const { x, y, ghost, cell } = drag;
    ghost.style.transform = `translate(${x + 8}px, ${y + 8}px)`;
    if (y < EDGE) scrollBy(0, -12);
    else if (y > innerHeight - EDGE) scrollBy(0, 12);
    drag.cell = cellAt(x, y);
    if (drag.cell !== cell) {
      cell?.classList.remove("drop");
      drag.cell?.classList.add("drop");
    }
    requestAnimationFrame(follow);
  }

  function letGo() {
    clearTimeout(drag.timer);
    drag.ghost?.remove();
    drag.cell?.classList.remove("drop");
    drag.slot.classList.remove("lifted");
    document.body.classList.remove("dragging");
    drag = null;
  }

  // --- the notice of what was done -----------------------------------------------------------

  let timer;
  function expire() {
    const told = one("#bao > *");
    if (told?.matches(":hover, :focus-within")) timer = setTimeout(expire, 1000);
    else one("#bao").replaceChildren();
  }
  const begin = () => {
    clearTimeout(timer);
    if (one("#bao > *")) timer = setTimeout(expire, LASTS);
  };
  new MutationObserver(begin).observe(one("#bao"), { childList: true });
  begin();
})();
