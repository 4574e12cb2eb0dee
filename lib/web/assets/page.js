/* page.js - the queue of facts to review. */
async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(path + ": " + answer.status);
  return answer.json();
}

const session = await get("/api/session");
const page = await get("/api/facts?status=todo");
document.getElementById("standing").textContent =
  `${session.database}: ${session.reviewed} of ${session.total} facts reviewed`;
for (const row of page.rows) {
  const item = document.createElement("li");
  item.textContent = `#${row.no} ${row.kind}: ${row.headline}`;
  document.getElementById("list").append(item);
}
