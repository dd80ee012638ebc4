// The search in the page's address: whoever comes back from a result, or is sent the address, sees it again.

const KEY = "find";

// Writes what is looked for and the filters, [["publisher", "…"], …], into the address; null takes all out.
export function keep(query, choices) {
  const address = new URL(location.href);
  for (const name of [KEY, "publisher", "year", "month", "tag", "notes"]) address.searchParams.delete(name);
  if (query !== null) {
    address.searchParams.set(KEY, query);
    for (const [name, value] of choices) address.searchParams.set(name, value);
  }
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

// The filters that the address names, by name.
export function keptChoices() {
  const said = new URLSearchParams(location.search);
  return said.has(KEY) ? new Map([...said].filter(([name]) => name !== KEY)) : new Map();
}
