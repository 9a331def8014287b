for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const falling = head.getAttribute("aria-sort") !== "descending";
    heads.forEach(each => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const key = row => row.cells[column].dataset.order;
    const rows = [...table.tBodies[0].rows].sort((a, b) =>
      isNaN(key(a)) ? key(a).localeCompare(key(b)) : key(a) - key(b));
    table.tBodies[0].append(...(falling ? rows.reverse() : rows));
  }));
}
