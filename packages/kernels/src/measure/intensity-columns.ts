import type { MeasureColumn, MeasureUnit } from "./feature-table.ts";

const grey = (name: string, definition: string, unit: MeasureUnit = "grey"): MeasureColumn => ({ name, unit, definition });

/** Equal bins between the extremes of an object in which its grey values are counted. */
export const GREY_BINS = 32;

/** The columns of `measureIntensity`, in their order. */
export const INTENSITY_COLUMNS: readonly MeasureColumn[] = [
  grey("mean", "Mean grey value of the pixels."),
  grey("std", "Standard deviation of the grey values (divided by n)."),
  grey("min", "Smallest grey value."),
  grey("max", "Greatest grey value."),
  grey("median", "Median grey value; the mean of the two middle ones for an even number."),
  grey("sum", "Sum of the grey values.", "grey.px2"),
  grey("skewness", "Third standardised moment of the grey values; none for a constant.", "1"),
  grey("kurtosis", "Fourth standardised moment of the grey values less 3; none for a constant.", "1"),
  grey("percentile_5", "Grey value below which 5 % lie, interpolated linearly."),
  grey("percentile_25", "Grey value below which 25 % lie, interpolated linearly."),
  grey("percentile_75", "Grey value below which 75 % lie, interpolated linearly."),
  grey("percentile_95", "Grey value below which 95 % lie, interpolated linearly."),
  grey("centroid_weighted_x", "Mean column index weighted by grey value; the first column is 0.", "px"),
  grey("centroid_weighted_y", "Mean row index weighted by grey value; the first row is 0.", "px"),
  grey("entropy", `Shannon entropy in bits of the grey values in ${GREY_BINS} equal bins between the object's minimum and maximum.`, "1"),
  grey("gradient_mean", "Mean size of the Sobel gradient (divided by 8) over the object.", "grey/px"),
  grey("gradient_inner", "Mean size of the Sobel gradient over pixels whose four straight neighbours are of the object.", "grey/px"),
  grey("gradient_edge", "Mean size of the Sobel gradient over the other pixels, those along the outline.", "grey/px"),
  grey("gradient_std", "Standard deviation of the size of the Sobel gradient over the object.", "grey/px"),
  grey("laplacian_std", "Root mean square of the 4-neighbour Laplacian over the object: high where the image is in focus."),
  grey("local_std", "Mean over the object of the standard deviation in 3 x 3 pixels."),
];
