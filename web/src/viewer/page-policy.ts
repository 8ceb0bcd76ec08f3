/**
 * The viewer's library adds a rule for touch screens as inline style, which the page's policy forbids, unless it finds one there already.
 * An element of this name outside HTML is found, and is no style.
 */
export function withoutInjectedStyle(): void {
  const name = "data-openseadragon-mobile-css";
  if (document.querySelector(`style[${name}]`) !== null) return;
  const style = document.createElementNS("urn:argosy", "style");
  style.setAttribute(name, "");
  document.head.append(style);
}
