package io.podagra.serving;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A body of multipart/form-data: the field {@code image}, a file, and beside it {@code view} and
 * {@code model}. Read by Netty, in memory alone.
 *
 * @param image content of the file
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once; not compared.
record Form(byte[] image, Map<String, String> fields) {
    private static final int MOST_FIELDS = 8;
    private static final int LONGEST_FIELD = 256;
    private static final int LONGEST_PART_HEAD = 4096;
    private static final boolean ON_DISK = false;

    /**
     * @param contentType with the boundary
     * @throws RefusedException if it is damaged or has other fields
     */
    static Form parse(String contentType, byte[] body) throws RefusedException {
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder =
                    new HttpPostMultipartRequestDecoder(
                            new DefaultHttpDataFactory(ON_DISK),
                            request,
                            StandardCharsets.UTF_8,
                            MOST_FIELDS,
                            LONGEST_PART_HEAD);
            return of(decoder.getBodyHttpDatas());
        } catch (RuntimeException | IOException e) { // of whatever kind: the body is a stranger's
            throw new RefusedException(
                    Refusal.malformed(
                            "the body is no whole multipart/form-data",
                            "send a file as the field 'image'"));
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static Form of(List<InterfaceHttpData> parts) throws RefusedException, IOException {
        byte[] image = new byte[0];
        Map<String, String> fields = new HashMap<>();
        boolean found = false;
        for (InterfaceHttpData part : parts) {
            String name = part.getName();
            if (part instanceof FileUpload file && name.equals(PredictionRequest.IMAGE)) {
                if (found) {
                    throw new RefusedException(PredictionRequest.twice(PredictionRequest.IMAGE));
                }
                found = true;
                image = file.get();
            } else if (part instanceof Attribute field
                    && PredictionRequest.PARAMETERS.contains(name)
                    && field.length() <= LONGEST_FIELD) {
                if (fields.put(name, field.getValue()) != null) {
                    throw new RefusedException(PredictionRequest.twice(name));
                }
            } else {
                throw new RefusedException(
                        Refusal.malformed(
                                "the form has a field that is not known",
                                "send a file as 'image', and where needed 'view' and 'model'"));
            }
        }
        return new Form(image, Map.copyOf(fields));
    }
}
