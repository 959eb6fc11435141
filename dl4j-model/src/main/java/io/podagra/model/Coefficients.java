package io.podagra.model;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.indexer.HalfIndexer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The weights of a network as ND4J reads and writes them, many at a time: it does so one by one,
 * which takes longer than all else that loading a ResNet-50 takes.
 */
final class Coefficients {
    /** Values at a time. */
    private static final int MANY = 1 << 14;

    /** More than stands before the values. */
    private static final int HEADER = 1024;

    private Coefficients() {}

    /**
     * Reads weights.
     *
     * @param size of all that is to be read, in bytes
     * @return {@code [1, parameters]}, float, however they are stored
     * @throws IOException if it is no vector of floating-point numbers, or cut short
     */
    static INDArray read(InputStream in, long size) throws IOException {
        DataInputStream data = new DataInputStream(in);
        ArrayHeader header = ArrayHeader.read(data, size);
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, 1, header.length());
        try (FloatPointer start = new FloatPointer(array.data().pointer())) {
            byte[] bytes = new byte[MANY * header.type().bytes()];
            float[] values = new float[MANY];
            for (long done = 0; done < header.length(); done += MANY) {
                int count = (int) Math.min(MANY, header.length() - done);
                data.readFully(bytes, 0, count * header.type().bytes());
                convert(header.type(), ByteBuffer.wrap(bytes), values, count);
                start.getPointer(done).put(values, 0, count);
            }
            Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
            return array;
        } catch (IOException | RuntimeException failure) {
            array.close();
            throw failure;
        }
    }

    private static void convert(
            ArrayHeader.Type type, ByteBuffer bytes, float[] values, int count) {
        switch (type) {
            case FLOAT -> bytes.asFloatBuffer().get(values, 0, count);
            case DOUBLE -> {
                for (int place = 0; place < count; place++) {
                    values[place] = (float) bytes.getDouble();
                }
            }
            case HALF -> {
                for (int place = 0; place < count; place++) {
                    values[place] = HalfIndexer.toFloat(bytes.getShort());
                }
            }
        }
    }

    /** Writes a vector of weights, to the bytes that ND4J writes. */
    static byte[] write(INDArray parameters) throws IOException {
        int size = Math.toIntExact(parameters.length() * parameters.dataType().width() + HEADER);
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        try (DataOutputStream data = new DataOutputStream(out)) {
            if (isWhole(parameters)) {
                writeFloats(parameters, data);
            } else {
                Nd4j.write(parameters, data);
            }
        }
        return out.toByteArray();
    }

    private static boolean isWhole(INDArray parameters) {
        return parameters.dataType() == DataType.FLOAT
                && parameters.isVector()
                && !parameters.isView()
                && parameters.elementWiseStride() == 1
                && parameters.data().length() == parameters.length();
    }

    private static void writeFloats(INDArray parameters, DataOutputStream data) throws IOException {
        parameters.shapeInfoDataBuffer().write(data);
        data.writeUTF(parameters.data().allocationMode().name());
        data.writeLong(parameters.length());
        data.writeUTF(DataType.FLOAT.name());
        Nd4j.getAffinityManager().ensureLocation(parameters, Location.HOST);
        float[] values = new float[MANY];
        ByteBuffer bytes = ByteBuffer.allocate(MANY * Float.BYTES);
        FloatPointer start = new FloatPointer(parameters.data().pointer());
        for (long done = 0; done < parameters.length(); done += MANY) {
            int count = (int) Math.min(MANY, parameters.length() - done);
            start.getPointer(done).get(values, 0, count);
            bytes.asFloatBuffer().put(values, 0, count);
            data.write(bytes.array(), 0, count * Float.BYTES);
        }
    }
}
