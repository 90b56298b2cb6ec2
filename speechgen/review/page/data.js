"use strict";
// What the page shows, and small helpers. Plain ES5: it must run in the browsers of an old office machine.
// All words of the speech come in through textContent or attributes, never as markup.

var data = JSON.parse(document.getElementById("data").textContent);
var marks = data.marks, tasks = data.tasks, concerns = data.concerns;
var hiddenKinds = {}, hiddenTopics = {};

// The page's words; {name} in them is filled in.
function words(name, values) {
  return data.words[name].replace(/\{(\w+)\}/g, function (whole, key) { return values[key]; });
}

// A new element with a class and a text.
function make(tag, className, text) {
  var element = document.createElement(tag);
  if (className) { element.className = className; }
  if (text !== undefined && text !== "") { element.textContent = text; }
  return element;
}

function add(parent, tag, className, text) {
  return parent.appendChild(make(tag, className, text));
}

function labelOf(pairs, key) {
  for (var i = 0; i < pairs.length; i++) { if (pairs[i][0] === key) { return pairs[i][1]; } }
  return key;
}

// How often each value of a property occurs in a list.
function countBy(list, property) {
  var counts = {};
  for (var i = 0; i < list.length; i++) { counts[list[i][property]] = (counts[list[i][property]] || 0) + 1; }
  return counts;
}

// The tasks that a mark belongs to: its own task, or those with a value that stands there.
var tasksOf = marks.map(function () { return []; });
tasks.forEach(function (task, n) {
  if (task.mark >= 0) { tasksOf[task.mark].push(n); }
  task.values.forEach(function (value) {
    if (value.mark >= 0 && tasksOf[value.mark].indexOf(n) < 0) { tasksOf[value.mark].push(n); }
  });
});
