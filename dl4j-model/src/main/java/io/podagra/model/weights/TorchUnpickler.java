package io.podagra.model.weights;

import io.podagra.model.weights.TorchTensor.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle of a PyTorch state dict. Only the classes listed here can be named in it, and of
 * them only what describes a tensor is kept: nothing of the file is run.
 *
 * <p>Names are looked up here and not by {@link Unpickler#registerConstructor}: that list is one
 * for the whole virtual machine, and begins with classes that have no place in weights.
 */
final class TorchUnpickler extends Unpickler {
    private static final Map<String, IObjectConstructor> CLASSES =
            Map.of(
                    "collections.OrderedDict", arguments -> new LinkedHashMap<>(),
                    "torch._utils._rebuild_tensor_v2", TorchUnpickler::tensor,
                    "torch._utils._rebuild_parameter", arguments -> arguments[0]);
    private static final String STORAGES = "torch.";

    /** Bytes of the lengths that precede contents, of which the library would make room. */
    private static final Map<Short, Integer> LENGTH_BYTES =
            Map.of(
                    Opcodes.LONG4, Integer.BYTES,
                    Opcodes.BINSTRING, Integer.BYTES,
                    Opcodes.BINUNICODE, Integer.BYTES,
                    Opcodes.BINBYTES, Integer.BYTES,
                    Opcodes.BINUNICODE8, Long.BYTES,
                    Opcodes.BINBYTES8, Long.BYTES,
                    Opcodes.BYTEARRAY8, Long.BYTES);

    /** A class that weights do not need. */
    static final class ForeignClassException extends RuntimeException {
        ForeignClassException(String name) {
            super(name);
        }
    }

    /** What stands for a storage class until a storage names it. */
    private record StorageClass(ElementType type) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            throw new ForeignClassException("storage outside a tensor");
        }
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> {
                String module = PickleUtils.readline(input);
                stack.add(constructor(module + "." + PickleUtils.readline(input)));
            }
            case Opcodes.STACK_GLOBAL -> {
                Object name = stack.pop();
                stack.add(constructor(stack.pop() + "." + name));
            }
            // The state of an ordered dictionary is its _metadata, of a tensor its attributes. The
            // library would look for a method __setstate__ by reflection.
            case Opcodes.BUILD -> stack.pop();
            case Opcodes.INST, Opcodes.OBJ, Opcodes.NEWOBJ, Opcodes.NEWOBJ_EX ->
                    throw new ForeignClassException("made by opcode " + opcode);
            default -> {
                requireAvailable(LENGTH_BYTES.getOrDefault(opcode, 0));
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** Reads a pickle that is in memory as a whole. */
    Object load(byte[] pickle) throws IOException {
        return load(new ByteArrayInputStream(pickle));
    }

    /** Refuses a length, little-endian and next in the input, that reaches beyond its end. */
    private void requireAvailable(int lengthBytes) throws IOException {
        input.mark(lengthBytes);
        byte[] length = input.readNBytes(lengthBytes);
        long value = 0;
        for (int index = length.length - 1; index >= 0; index--) {
            value = (value << Byte.SIZE) | (length[index] & 0xff);
        }
        if (value < 0 || value > input.available()) {
            throw new PickleException("it ends too early");
        }
        input.reset();
    }

    private static IObjectConstructor constructor(String name) {
        IObjectConstructor known = CLASSES.get(name);
        if (known != null) {
            return known;
        }
        if (name.startsWith(STORAGES)) {
            var type = ElementType.ofStorage(name.substring(STORAGES.length()));
            if (type.isPresent()) {
                return new StorageClass(type.get());
            }
        }
        throw new ForeignClassException(name);
    }

    /** {@code ('storage', class, key, device, elements)}. */
    @Override
    protected Object persistentLoad(Object id) {
        Object[] parts = (Object[]) id;
        return new Storage(
                ((StorageClass) parts[1]).type(),
                (String) parts[2],
                ((Number) parts[4]).longValue());
    }

    /** {@code (storage, offset, shape, strides, requires_grad, hooks)}. */
    private static Object tensor(Object[] arguments) {
        return new TorchTensor(
                (Storage) arguments[0],
                ((Number) arguments[1]).longValue(),
                numbers(arguments[2]),
                numbers(arguments[3]));
    }

    private static List<Long> numbers(Object tuple) {
        return Arrays.stream((Object[]) tuple)
                .map(number -> ((Number) number).longValue())
                .toList();
    }
}
