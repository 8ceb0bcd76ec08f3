import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/**
 * Begins with the files that take longest, in the given order: one that began last would be waited for with a processor idle.
 *
 * @param longest - Ends of the paths of those files; all others follow as they would without it.
 */
export function longestFirst(longest: readonly string[]): typeof BaseSequencer {
  const placeOf = ({ moduleId }: TestSpecification) => {
    const place = longest.findIndex((end) => moduleId.endsWith(end));
    return place === -1 ? longest.length : place;
  };
  return class LongestFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
    }
  };
}
