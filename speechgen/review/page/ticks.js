// What a person has looked at: a tick at each thing to check, remembered by the browser where it can.

var TICKS = "speechgen review " + data.sha256, ticked = readTicks();

function readTicks() {
  try { return JSON.parse(window.localStorage.getItem(TICKS)) || {}; } catch (error) { return {}; }
}

function keepTicks() {
  try { window.localStorage.setItem(TICKS, JSON.stringify(ticked)); } catch (error) { return; }
}

// What a thing to check is called in the memory: what is said of which place.
function tickName(concern) {
  var place = concern.mark >= 0 ? marks[concern.mark].place : concern.task >= 0 ? tasks[concern.task].id : "";
  return concern.topic + " " + place + " " + concern.message;
}

function drawTick(row, n) {
  var label = add(row, "label", "", ""), box = add(label, "input", "");
  box.type = "checkbox";
  label.appendChild(document.createTextNode(words("ticked")));
  label.onclick = function (event) { event.stopPropagation(); };
  box.onchange = function () { tick(n, box.checked); };
  row.box = box;
}

function tick(n, seen) {
  var name = tickName(concerns[n]);
  if (seen) { ticked[name] = true; } else { delete ticked[name]; }
  keepTicks();
  showTicks();
}

// Every row as it is remembered, and how many are left.
function showTicks() {
  var left = 0;
  rows.forEach(function (row, n) {
    var seen = isTicked(n);
    row.box.checked = seen;
    row.classList[seen ? "add" : "remove"]("ticked");
    left += seen ? 0 : 1;
  });
  byId("tab-concerns").lastChild.textContent = left === rows.length ? String(left) : left + "/" + rows.length;
}

function isTicked(n) { return ticked.hasOwnProperty(tickName(concerns[n])); }
