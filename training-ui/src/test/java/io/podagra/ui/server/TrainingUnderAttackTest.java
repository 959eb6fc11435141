package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.storage.TinyNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A training ends with the same parameters whatever becomes of its pages. */
class TrainingUnderAttackTest {
    private static final int ITERATIONS = 400;
    private static final int MIDST = 100;

    private static final List<String> ATTACKS =
            List.of(
                    "GET /roc/data HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20),
                    "GET /assets/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET /train/overview/data HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET /train/sessions/set/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET /train/model/data/nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "POST /remoteReceive HTTP/1.1\r\nHost: localhost\r\n\r\n{}",
                    "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                    "GET /roc HTTP/1.1\r\nX: " + "x".repeat(100_000),
                    "\0\1\2\3".repeat(1_000),
                    "GET /roc HT");

    private static INDArray undisturbed;

    private TrainingUi ui;
    private RunStatsStorage run;
    private Set<Thread> threads;

    @BeforeAll
    static void trainUndisturbed() {
        undisturbed = TinyNetwork.train(List.of(), ITERATIONS).params();
    }

    @BeforeEach
    void start() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ui = TrainingUi.start(UiSettings.onPort(0));
        run = RunStatsStorage.inMemory("demo");
        ui.attach(run.storage());
        threads =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .collect(Collectors.toSet());
    }

    @AfterEach
    void close() {
        ui.close();
        run.close();
    }

    @Test
    void underAttack() throws Exception {
        AtomicBoolean trained = new AtomicBoolean();
        AtomicInteger attacks = new AtomicInteger();
        CountDownLatch underWay = new CountDownLatch(ATTACKS.size());
        List<Thread> attackers = new ArrayList<>();
        for (String attack : ATTACKS) {
            Thread attacker =
                    new Thread(
                            () -> {
                                while (!trained.get()) {
                                    send(attack);
                                    attacks.incrementAndGet();
                                    underWay.countDown();
                                }
                            });
            attackers.add(attacker);
            attacker.start();
        }
        underWay.await();
        int before = attacks.get();
        INDArray parameters = train(atIteration(MIDST, () -> {}));
        int meanwhile = attacks.get() - before;
        trained.set(true);
        for (Thread attacker : attackers) {
            attacker.join();
        }
        assertThat(parameters).isEqualTo(undisturbed);
        assertThat(meanwhile).isPositive();
        assertThat(new RawHttp(ui.address()).get("/roc").status()).isEqualTo(200);
        assertThat(run.storage().listSessionIDs()).isNotEmpty();
    }

    @Test
    void itsPagesClosedInItsMidst() {
        assertThat(train(atIteration(MIDST, ui::close))).isEqualTo(undisturbed);
    }

    @Test
    void theThreadsOfItsPagesKilledInItsMidst() {
        assertThat(threads).isNotEmpty();
        assertThat(train(atIteration(MIDST, () -> threads.forEach(Thread::interrupt))))
                .isEqualTo(undisturbed);
    }

    @Test
    void theStorageOfItsPagesClosedInItsMidst() {
        assertThat(train(atIteration(MIDST, run::close))).isEqualTo(undisturbed);
    }

    private INDArray train(TrainingListener disturbance) {
        return TinyNetwork.train(List.of(run.statsListener("dorsal"), disturbance), ITERATIONS)
                .params();
    }

    private static TrainingListener atIteration(int which, Runnable action) {
        return new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                if (iteration == which) {
                    action.run();
                }
            }
        };
    }

    private void send(String bytes) {
        try (Socket socket =
                new Socket(InetAddress.getByName(ui.address().getHost()), ui.address().getPort())) {
            socket.setSoTimeout(100);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            byte[] ignored = socket.getInputStream().readNBytes(1_000);
        } catch (IOException expected) {
            // Cut off, or never answered.
        }
    }
}
