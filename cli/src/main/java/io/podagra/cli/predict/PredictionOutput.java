package io.podagra.cli.predict;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Where rows go to. */
public interface PredictionOutput {
    /** Kinds of output. */
    enum Format {
        /** RFC 4180 with a header. */
        CSV {
            @Override
            public PredictionOutput on(Appendable out) throws IOException {
                CSVPrinter csv =
                        new CSVPrinter(
                                out,
                                CSVFormat.RFC4180
                                        .builder()
                                        .setRecordSeparator("\n")
                                        .setHeader(PredictionRow.COLUMNS.toArray(String[]::new))
                                        .get());
                csv.flush();
                return new PredictionOutput() {
                    @Override
                    public void write(Map<String, Object> row) throws IOException {
                        csv.printRecord(row.values());
                    }

                    @Override
                    public void flush() throws IOException {
                        csv.flush();
                    }
                };
            }
        },

        /** One JSON object a line. */
        JSONL {
            @Override
            public PredictionOutput on(Appendable out) {
                JsonMapper json = JsonMapper.builder().build();
                return new PredictionOutput() {
                    @Override
                    public void write(Map<String, Object> row) throws IOException {
                        out.append(json.writeValueAsString(row)).append('\n');
                    }

                    @Override
                    public void flush() throws IOException {
                        if (out instanceof java.io.Flushable flushable) {
                            flushable.flush();
                        }
                    }
                };
            }
        };

        /** Begins an output. */
        public abstract PredictionOutput on(Appendable out) throws IOException;
    }

    void write(Map<String, Object> row) throws IOException;

    /** Makes what was written be seen. */
    void flush() throws IOException;
}
