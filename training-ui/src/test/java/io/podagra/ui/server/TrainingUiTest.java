package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.ui.storage.RunStatsStorage;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;

class TrainingUiTest {
    private static final UiSettings ANY_PORT = UiSettings.onPort(0);

    @Test
    void theServerListensOnTheLoopbackAddressOnly() throws IOException {
        try (TrainingUi ui = TrainingUi.start(ANY_PORT)) {
            int port = ui.address().getPort();
            assertThat(ui.address()).hasHost("127.0.0.1").hasPath("/");
            connect(loopback(1), port);
            // 127.0.0.2 is this machine too: a server on every interface would answer there.
            assertRefused(loopback(2), port);
            for (InetAddress other : addressesOtherMachinesReach()) {
                assertRefused(other, port);
            }
        }
    }

    @Test
    void aTakenPortGivesWayToTheNext() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, loopback(1));
                TrainingUi ui = TrainingUi.start(UiSettings.onPort(taken.getLocalPort()))) {
            assertThat(ui.address().getPort())
                    .isGreaterThan(taken.getLocalPort())
                    .isLessThan(taken.getLocalPort() + 50);
        }
    }

    @Test
    void closingReleasesThePortAndTheThreads() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TrainingUi ui = TrainingUi.start(ANY_PORT);
        int port = ui.address().getPort();
        ui.attach(new InMemoryStatsStorage());
        Set<Thread> started =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .collect(Collectors.toSet());
        ui.close();
        ui.close();
        assertRefused(loopback(1), port);
        try (TrainingUi again = TrainingUi.start(UiSettings.onPort(port))) {
            assertThat(again.address().getPort()).isEqualTo(port);
        }
        for (Thread thread : started) {
            // Thread-N is Deeplearning4j's event thread, a daemon that would hold on to the
            // storages.
            if (!thread.isDaemon() || thread.getName().startsWith("Thread-")) {
                thread.join(20_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void nothingIsAttachedAfterClosing() {
        TrainingUi ui = TrainingUi.start(ANY_PORT);
        ui.close();
        assertThatThrownBy(() -> ui.attach(new InMemoryStatsStorage()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStorageClosedBeforeThePagesDoesNoHarm() {
        TrainingUi ui = TrainingUi.start(ANY_PORT);
        RunStatsStorage run = RunStatsStorage.inMemory("demo");
        ui.attach(run.storage());
        run.close();
        assertThatCode(ui::close).doesNotThrowAnyException();
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static List<InetAddress> addressesOtherMachinesReach() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5_000);
        }
    }

    private static void assertRefused(InetAddress address, int port) {
        assertThatThrownBy(() -> connect(address, port))
                .as("%s:%d", address, port)
                .isInstanceOf(IOException.class);
    }
}
