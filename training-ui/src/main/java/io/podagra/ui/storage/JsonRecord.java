package io.podagra.ui.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.core.storage.Persistable;

/**
 * A JSON text in a Deeplearning4j storage, under type ids of Podagra's own. Nothing of it is
 * serialised Java, so reading one back runs no foreign code.
 */
public final class JsonRecord implements Persistable {
    /** The type under which the page of ROC curves finds its records. */
    public static final String EVALUATION = "PodagraEvaluation";

    /** The type under which the pages of the study and of its training find their records. */
    public static final String TRAINING = "PodagraTraining";

    /** The type under which the trials page finds its records. */
    public static final String TRIALS = "PodagraTrials";

    /** The type under which the images page finds its records. */
    public static final String IMAGES = "PodagraImages";

    /** The type of the pictures themselves, which the images page asks for one by one. */
    public static final String PICTURES = "PodagraPictures";

    /** Who writes, where there is one series of records and one that stands. */
    public static final String WORKER_ID = "podagra";

    public static final JsonRecord EMPTY = new JsonRecord("none", EVALUATION, WORKER_ID, 0, "{}");

    private String sessionId = "";
    private String typeId = "";
    private String workerId = "";
    private long timeStamp;
    private String json = "";

    /** To decode into. */
    JsonRecord() {}

    /**
     * @param typeId {@link #EVALUATION} or another of the types above
     * @param workerId a record that stands is replaced by the next of the same type and worker
     * @param timeStamp milliseconds since 1970
     */
    public JsonRecord(
            String sessionId, String typeId, String workerId, long timeStamp, String json) {
        this.sessionId = sessionId;
        this.typeId = typeId;
        this.workerId = workerId;
        this.timeStamp = timeStamp;
        this.json = json;
    }

    public String json() {
        return json;
    }

    @Override
    public String getSessionID() {
        return sessionId;
    }

    @Override
    public String getTypeID() {
        return typeId;
    }

    @Override
    public String getWorkerID() {
        return workerId;
    }

    @Override
    public long getTimeStamp() {
        return timeStamp;
    }

    @Override
    public int encodingLengthBytes() {
        return encode().length;
    }

    @Override
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(sessionId);
            out.writeUTF(typeId);
            out.writeUTF(workerId);
            out.writeLong(timeStamp);
            byte[] text = json.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void encode(ByteBuffer buffer) {
        buffer.put(encode());
    }

    @Override
    public void encode(OutputStream out) throws IOException {
        out.write(encode());
    }

    @Override
    public void decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            sessionId = in.readUTF();
            typeId = in.readUTF();
            workerId = in.readUTF();
            timeStamp = in.readLong();
            int length = in.readInt();
            // The storage may hand over more bytes than were written, never fewer.
            if (length < 0 || length > in.available()) {
                throw new IOException(length + " bytes of JSON, " + in.available() + " are there");
            }
            json = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void decode(ByteBuffer buffer) {
        byte[] encoded = new byte[buffer.remaining()];
        buffer.get(encoded);
        decode(encoded);
    }

    @Override
    public void decode(InputStream in) throws IOException {
        decode(in.readAllBytes());
    }
}
