import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a server, and compares every score with that of {@code predict}. Plain sockets that stay open, a thread each: on the same
 * two cores a generator must cost little.
 *
 * <pre>
 * java Load.java saturate URL PID scores.csv REQUESTS          as many as it answers, 32 at a time
 * java Load.java pace     URL PID scores.csv REQUESTS RATE     so many a second, whatever it answers
 * java Load.java hostile  URL PID scores.csv                   bodies that are no images, and worse
 * </pre>
 */
final class Load {
    private static final int CONNECTIONS = 32;
    private static final double TOLERANCE = 1e-4;
    private static final Pattern SCORE = Pattern.compile("\"score\":([0-9.E-]+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private record Image(byte[] content, double score) {}

    private record Answer(int status, String body) {}

    private final URI server;
    private final long pid;
    private final List<Image> images = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger right = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicLong largestDifference = new AtomicLong();

    private Load(URI server, long pid, Path scores) throws IOException {
        this.server = server;
        this.pid = pid;
        List<String> lines = Files.readAllLines(scores);
        int column = Arrays.asList(lines.get(0).split(",")).indexOf("score");
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            images.add(new Image(Files.readAllBytes(Path.of(values[0])), Double.parseDouble(values[column])));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Load load = new Load(URI.create(arguments[1]), Long.parseLong(arguments[2]), Path.of(arguments[3]));
        switch (arguments[0]) {
            case "saturate" -> load.run(Integer.parseInt(arguments[4]), 0);
            case "pace" -> load.run(Integer.parseInt(arguments[4]), Double.parseDouble(arguments[5]));
            case "hostile" -> load.hostile();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** With a rate, a request's time counts from when it was due, not from when a connection was free for it. */
    private void run(int requests, double rate) throws Exception {
        double[] milliseconds = new double[requests];
        double cpuBefore = cpuSeconds();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            Thread thread = new Thread(() -> ask(requests, rate, start, milliseconds));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "%d requests in %.1f s: %.1f/s; right %d, wrong %d, refused %d, broken %d; largest difference %.1e;"
                        + " p50 %.0f ms, p99 %.0f ms, max %.0f ms; server %.2f ms of processor a request, generator %.2f%n",
                requests,
                seconds,
                requests / seconds,
                right.get(),
                wrong.get(),
                refused.get(),
                broken.get(),
                Double.longBitsToDouble(largestDifference.get()),
                milliseconds[requests / 2],
                milliseconds[(int) (requests * 0.99)],
                milliseconds[requests - 1],
                (cpuSeconds() - cpuBefore) * 1000 / requests,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / (double) requests);
    }

    private void ask(int requests, double rate, long start, double[] milliseconds) {
        Optional<Socket> open = Optional.empty();
        try {
            for (int index = next.getAndIncrement(); index < requests; index = next.getAndIncrement()) {
                long due = rate > 0 ? start + (long) (index / rate * 1e9) : System.nanoTime();
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
                }
                if (open.isEmpty()) {
                    open = Optional.of(connect()); // when it is needed: one that asks nothing for ten seconds is cut off
                }
                Image image = images.get(index % images.size());
                count(exchange(open.get(), head(image.content().length, ""), image.content()), image);
                milliseconds[index] = (System.nanoTime() - due) / 1e6;
                if (index % 1000 == 0 && rate == 0) {
                    System.out.printf(Locale.ROOT, "after %d requests: resident %.0f MB%n", index, residentMegabytes());
                }
            }
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException | InterruptedException e) {
            broken.incrementAndGet();
        }
    }

    private void count(Answer answer, Image image) {
        Matcher score = SCORE.matcher(answer.body());
        if (answer.status() != 200 || !score.find()) {
            refused.incrementAndGet();
            return;
        }
        double difference = Math.abs(Double.parseDouble(score.group(1)) - image.score());
        largestDifference.accumulateAndGet(Double.doubleToLongBits(difference), Math::max); // bits of positive numbers are in order
        (difference < TOLERANCE ? right : wrong).incrementAndGet();
    }

    private void hostile() throws Exception {
        byte[] image = images.get(0).content();
        byte[] bomb = image.clone();
        Arrays.fill(bomb, 16, 24, (byte) 0x7f);
        byte[] damaged = image.clone();
        Arrays.fill(damaged, damaged.length / 3, damaged.length / 2, (byte) 0x55);
        byte[] dicom = new byte[4_000_000];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
        double before = residentMegabytes();
        say("no image", new byte[1000], "");
        say("empty", new byte[0], "");
        say("cut short", Arrays.copyOf(image, image.length / 2), "");
        say("damaged", damaged, "");
        say("header of 2 billion x 2 billion pixels", bomb, "");
        say("DICOM of zeros", dicom, "");
        say("too long by its header", new byte[0], "Content-Length: 99999999999\r\nExpect: 100-continue\r\n");
        say("64 MB of nothing", new byte[64_000_000], "");
        say("HTML as multipart", "<p>".repeat(1000).getBytes(StandardCharsets.US_ASCII), "Content-Type: multipart/form-data; boundary=x\r\n");
        say("another site's name", image, "Host: evil.example\r\n");
        say("a head of 30 kB", image, "X: ".repeat(10_000) + "\r\n");
        AtomicInteger slow = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            Socket stranger = connect(); // never asks for anything; ends with this process
            stranger.getOutputStream().write("POST /v1/predict HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            slow.incrementAndGet();
        }
        try (Socket socket = connect()) {
            count(exchange(socket, head(image.length, ""), image), images.get(0));
        }
        System.out.printf(
                Locale.ROOT,
                "with %d connections that ask slowly: right %d, refused %d; resident %.0f MB before, %.0f MB after%n",
                slow.get(),
                right.get(),
                refused.get(),
                before,
                residentMegabytes());
    }

    private void say(String what, byte[] body, String headers) {
        String said;
        try (Socket socket = connect()) {
            Answer answer = exchange(socket, head(body.length, headers), body);
            said = answer.status() + " " + answer.body();
        } catch (IOException e) {
            said = "connection closed";
        }
        System.out.println(what + ": " + said);
    }

    private String head(int length, String headers) {
        return "POST /v1/predict HTTP/1.1\r\n"
                + (headers.contains("Host:") ? "" : "Host: localhost\r\n")
                + (headers.contains("Content-Length:") ? "" : "Content-Length: " + length + "\r\n")
                + headers
                + "\r\n";
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(120_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static Answer exchange(Socket socket, String head, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.length() < 4 || !answer.substring(answer.length() - 4).equals("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("closed");
            }
            answer.append((char) read);
        }
        Matcher length = LENGTH.matcher(answer);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return new Answer(
                Integer.parseInt(answer.substring(9, 12)), new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
    }

    private double cpuSeconds() throws IOException {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    }

    private double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
