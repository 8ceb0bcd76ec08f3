/** Moves the keyboard from a card to the one beside, above or below it, to the button that does the same. @returns Whether it was on a card. */
export function moveAmongCards(list: HTMLElement | null, key: string): boolean {
  const button = document.activeElement;
  const here = button?.closest<HTMLElement>("article");
  if (list === null || !button || !here || !list.contains(here)) return false;
  const cards = [...list.querySelectorAll<HTMLElement>("article")];
  const next =
    key === "ArrowLeft" || key === "ArrowRight"
      ? cards[cards.indexOf(here) + (key === "ArrowRight" ? 1 : -1)]
      : inNextRow(cards, here, key);
  const what = button.getAttribute("data-does") ?? "details";
  next?.querySelector<HTMLElement>(`[data-does="${what}"]:not(:disabled), [data-does="details"]`)?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return true;
}

/** Of the next row, up or down, the card that lies nearest. */
function inNextRow(cards: readonly HTMLElement[], here: HTMLElement, key: string): HTMLElement | undefined {
  const { left, top } = here.getBoundingClientRect();
  const sign = key === "ArrowDown" ? 1 : -1;
  const beyond = cards
    .map((card) => ({ card, box: card.getBoundingClientRect() }))
    .filter(({ box }) => sign * (box.top - top) > 1)
    .map(({ card, box }) => ({ card, rows: Math.abs(box.top - top), columns: Math.abs(box.left - left) }));
  const rows = Math.min(...beyond.map((one) => one.rows));
  return beyond.filter((one) => one.rows < rows + 1).sort((a, b) => a.columns - b.columns)[0]?.card;
}
