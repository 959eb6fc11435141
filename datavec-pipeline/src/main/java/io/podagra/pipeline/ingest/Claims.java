package io.podagra.pipeline.ingest;

/** Says what files show: a table of labels, or the folders they lie in. */
interface Claims {
    /**
     * @throws RefusedFileException if label, patient or view are not known, or twice
     */
    Claim of(SourceName name, Origin origin) throws RefusedFileException;
}
