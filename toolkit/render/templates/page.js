// A figure and its counterpart light up together; a click on a heading sorts the ledger.
const counterparts = (mark) => mark.closest("[data-marks]")
  ?.querySelectorAll(`mark[data-pair="${mark.dataset.pair}"]`) ?? [];
for (const [event, lit] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
  document.addEventListener(event, ({ target }) => {
    const mark = target.closest?.("mark[data-pair]");
    if (mark) for (const each of counterparts(mark)) each.classList.toggle("lit", lit);
  });
}
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const falling = head.getAttribute("aria-sort") === "ascending";
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const text = (row) => row.cells[column].textContent.trim();
    const rows = [...table.tBodies[0].rows].sort((a, b) => text(a).localeCompare(text(b), "en", { numeric: true }));
    table.tBodies[0].append(...(falling ? rows.reverse() : rows));
  }));
}
