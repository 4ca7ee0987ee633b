/** Points of a face in the order of the 300-W set: jaw, brows, nose, eyes, mouth. */
export const LANDMARK_COUNT = 68;

/** Gray face → points. One implementation an engine family; all agree within 1 % of the crop. */
export interface FaceLandmarker {
  /**
   * Finds the points of one face. One call at a time: the input's memory is reused.
   *
   * @param face 48 × 48 luma values, 0..255, row-major: the classifier's crop
   * @returns x and y of each of the 68 points in turn, in fractions of the crop, origin at the top
   *   left. The array belongs to the caller.
   */
  locate(face: Float32Array): Promise<Float32Array>;
  dispose(): Promise<void>;
}
