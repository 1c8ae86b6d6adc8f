const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as HTML, in an element or between the quotes of an attribute. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, character => entities[character] ?? character);
}

/** Text in which code stands between backquotes. */
export function withCode(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
