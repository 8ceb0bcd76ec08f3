/** Letters of 5 x 7 pixels: digits, and what the names of units need. One text a row, `#` is ink. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  "0": [" ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### "],
  "1": ["  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "],
  "2": [" ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####"],
  "3": [" ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "],
  "4": ["   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "],
  "5": ["#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "],
  "6": ["  ## ", " #   ", "#    ", "#### ", "#   #", "#   #", " ### "],
  "7": ["#####", "    #", "   # ", "  #  ", "  #  ", "  #  ", "  #  "],
  "8": [" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "],
  "9": [" ### ", "#   #", "#   #", " ####", "    #", "   # ", " ##  "],
  ".": ["     ", "     ", "     ", "     ", "     ", " ##  ", " ##  "],
  " ": ["     ", "     ", "     ", "     ", "     ", "     ", "     "],
  µ: ["     ", "     ", "#   #", "#   #", "#  ##", "### #", "#    "],
  m: ["     ", "     ", "## # ", "# # #", "# # #", "# # #", "# # #"],
  n: ["     ", "     ", "#### ", "#   #", "#   #", "#   #", "#   #"],
  p: ["     ", "     ", "#### ", "#   #", "#### ", "#    ", "#    "],
  x: ["     ", "     ", "#   #", " # # ", "  #  ", " # # ", "#   #"],
};

/** Height of a letter in pixels. */
export const GLYPH_HEIGHT = 7;
const ADVANCE = 6;

/** How many pixels wide a text is. */
export function textWidth(text: string): number {
  return Math.max(0, [...text].length * ADVANCE - 1);
}

/** Every ink pixel of a text whose upper left corner is (0, 0). A letter that there is no picture of is left blank. */
export function* textPixels(text: string): Generator<{ readonly x: number; readonly y: number }> {
  for (const [index, letter] of [...text].entries()) {
    for (const [y, row] of (GLYPHS[letter] ?? []).entries()) {
      for (let x = 0; x < row.length; x++) if (row[x] === "#") yield { x: index * ADVANCE + x, y };
    }
  }
}
