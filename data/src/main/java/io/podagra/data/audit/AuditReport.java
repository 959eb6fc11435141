package io.podagra.data.audit;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.podagra.data.AtomicFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

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
        String page = page(new AuditPageModel(audit, inspector).build());
        AtomicFiles.writeString(folder.resolve(PAGE_FILE), page);
        AtomicFiles.writeText(folder.resolve(JSON_FILE), writer -> AuditJson.write(writer, audit));
    }

    private static String page(Map<String, Object> model) throws IOException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(AuditReport.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        StringWriter writer = new StringWriter();
        try {
            // The ending .ftlh turns on the escaping of HTML.
            configuration.getTemplate("audit.ftlh").process(model, writer);
        } catch (TemplateException e) {
            throw new IllegalStateException("the page's template does not fit its model", e);
        }
        return writer.toString();
    }
}
