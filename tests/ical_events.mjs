// Prints the events of an .ics file as ical.js reads them: node ical_events.mjs FILE
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const text = readFileSync(process.argv[2], "utf-8");
const calendar = new ICAL.Component(ICAL.parse(text));

function moment(time) {
  if (time === null) return null;
  return time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "+00:00");
}

function read(component) {
  const event = new ICAL.Event(component);
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    start: moment(value("dtstart")),
    end: moment(value("dtend")),
    stamp: moment(value("dtstamp")),
    modified: moment(value("last-modified")),
    sequence: value("sequence"),
    status: value("status"),
    transp: value("transp"),
    url: value("url"),
    categories: component.getFirstProperty("categories").getValues(),
  };
}

const events = calendar.getAllSubcomponents("vevent").map(read);
process.stdout.write(JSON.stringify({ name: calendar.getFirstPropertyValue("name"), events }));
