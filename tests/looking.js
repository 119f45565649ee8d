/* What a test asks of a page as it stands in the window: run within the page, it changes nothing. */
(() => {
  const shown = (one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const named = (one) => {
    const place = one.id ? `#${one.id}` : `${one.localName}.${[...one.classList].join(".")}`;
    const words = (one.getAttribute("aria-label") ?? one.textContent).trim().replace(/\s+/g, " ");
    return `${place} “${words.slice(0, 40)}”`;
  };
  // Only for those who listen (class vh), or drawn on purpose with an ellipsis that says so.
  const spoken = (one) => getComputedStyle(one.closest(".vh") ?? one).clipPath !== "none";
  const cuts = (style, way) => ["hidden", "clip"].includes(style[`overflow${way}`]);
  const scrolls = (style, way) => ["auto", "scroll"].includes(style[`overflow${way}`]);

  const floats = (one) =>
    one && (["fixed", "sticky"].includes(getComputedStyle(one).position) || floats(one.parentElement));

  /* Texts of which a part cannot be seen, nor scrolled to. */
  function cut() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const own = text.parentElement;
      if (!text.data.trim() || !shown(own) || own.closest("svg") || spoken(own)) continue;
      if (parseFloat(getComputedStyle(own).fontSize) === 0) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      const past = { X: box.right > innerWidth + 1 || box.left < -1, Y: false };
      for (let each = own; each && each !== document.body; each = each.parentElement) {
        const style = getComputedStyle(each);
        const edge = each.getBoundingClientRect();
        if (style.position === "fixed" || each.localName === "option") break;
        for (const [way, out] of [
          ["X", box.left < edge.left - 1 || box.right > edge.right + 1],
          ["Y", box.top < edge.top - 2 || box.bottom > edge.bottom + 2],
        ]) {
          if (scrolls(style, way)) past[way] = false;
          else if (out && cuts(style, way)) past[way] = true;
        }
        const dots = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
        if (dots) past.X = past.Y = false;
        if (dots || scrolls(style, "X")) break;
      }
      if (past.X || past.Y) found.push(`cut: ${named(own)}`);
    }
    return found;
  }

  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";

  /* Controls that something else lies on, so that no pointer reaches their middle. */
  function covered() {
    const found = [];
    for (const one of document.querySelectorAll(CONTROLS)) {
      if (!shown(one) || spoken(one) || one.matches(".skip")) continue;
      const [box] = one.getClientRects();
      if (!box || box.width < 2 || box.height < 2) continue;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const top = document.elementFromPoint(x, y);
      if (!top || one.contains(top) || top.contains(one) || top.control === one) continue;
      if (floats(top)) continue; // it stays while the page scrolls from under it
      found.push(`covered: ${named(one)} by ${named(top)}`);
    }
    return found;
  }

  /* What one can do here, as form fields and where links lead: seen, or a press on a link away. */
  function actions() {
    const what = (one) => {
      const form = one.form?.getAttribute("action") ?? "";
      if (one.localName === "a") return `a ${one.getAttribute("href")}`;
      if (one.localName === "summary") return `summary ${one.textContent.trim()}`;
      return `${one.localName} ${form} ${one.name ?? ""} ${one.value ?? ""}`;
    };
    const links = [...document.querySelectorAll("a[href]")].filter(shown);
    const ways = new Set(links.map((one) => one.getAttribute("href")));
    const targets = new Set([...ways].map((one) => one.split("#")[1]));
    const near = (one) => {
      if (one.form?.method === "get" && ways.has(one.form.getAttribute("action"))) return true;
      for (let each = one; each; each = each.parentElement) {
        if (each.id && targets.has(each.id)) return true;
        if (each.localName === "details" && !each.open) return near(each.parentElement);
      }
      return false;
    };
    return [...document.querySelectorAll(CONTROLS)]
      .filter((one) => shown(one) || near(one))
      .map(what)
      .sort();
  }

  const sideways = () =>
    document.documentElement.scrollWidth > innerWidth ? ["scrolls sideways"] : [];

  window.looking = { actions, covered, cut, sideways };
})();
