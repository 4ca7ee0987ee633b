/** Side of a face crop in pixels. */
export const CROP_SIDE = 48;

/** Luma values of one crop. */
export const CROP_SIZE = CROP_SIDE * CROP_SIDE;
