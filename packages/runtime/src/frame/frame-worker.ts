/**
 * The module of the threads that work on frames, for `createWorkerPool`: tasks `frame` ({@link FrameJob} -> {@link FrameResult}),
 * `summarise` ({@link SummariseJob}), `explain-place` ({@link PlaceJob} -> {@link PlaceResult}), `sample-frame` ({@link SampleJob}),
 * `combine-samples` ({@link CombineJob} -> {@link CombinedSamples}), `encode-levels` ({@link LevelsJob}), `grow-trees`
 * ({@link GrowTreesJob}), `join-forest` ({@link JoinForestJob} -> {@link ForestResult}), `predict-forest` ({@link PredictJob}) and
 * `lay-out-rows` ({@link MapJob} -> {@link MapResult}).
 */
export const FRAME_WORKER: URL = new URL("../worker/frame-worker.ts", import.meta.url);
