package io.podagra.data.audit;

import io.podagra.data.AtomicFiles;
import io.podagra.data.HtmlTemplate;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes what an audit leaves behind: {@code audit.json} for machines and {@code audit.html} for
 * people, which needs nothing but itself.
 */
public final class AuditReport {
    /** The machine-readable findings. */
    public static final String JSON_FILE = "audit.json";

    /** The page for people. */
    public static final String PAGE_FILE = "audit.html";

    private AuditReport() {}

    /**
     * Writes both files, each whole or not at all.
     *
     * @param folder created if it is not there; files of these names are replaced
     * @param inspector makes the page's pictures, a few for each finding
     * @throws IOException if a file cannot be written
     */
    public static void write(Path folder, Audit audit, ImageInspector inspector)
            throws IOException {
        String page =
                HtmlTemplate.fill(
                        AuditReport.class,
                        "audit.ftlh",
                        new AuditPageModel(audit, inspector).build());
        AtomicFiles.writeString(folder.resolve(PAGE_FILE), page);
        AtomicFiles.writeText(folder.resolve(JSON_FILE), writer -> AuditJson.write(writer, audit));
    }
}
