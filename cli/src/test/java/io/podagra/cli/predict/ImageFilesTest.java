package io.podagra.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir private Path folder;

    @Test
    void findsTheImagesBelowAFolderSortedByPath() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("b/deep"));
        Path second = Files.createFile(deep.resolve("2.JPG"));
        Path first = Files.createFile(folder.resolve("a.png"));
        Files.createFile(folder.resolve("notes.txt"));
        Files.createFile(folder.resolve(".hidden.png"));

        assertThat(ImageFiles.find(List.of(folder))).containsExactly(first, second);
    }

    @Test
    void takesOfACohortWhatItsManifestLists() throws IOException {
        Path image = Files.createFile(folder.resolve("b.png"));
        Path other = Files.createFile(folder.resolve("a.png"));
        Files.createFile(folder.resolve("a-mask.png"));
        Files.writeString(
                folder.resolve("manifest.csv"),
                "image,patient_id,view,label\nb.png,P1,dorsal,1\na.png,P2,dorsal,0\n");

        assertThat(ImageFiles.find(List.of(folder))).containsExactly(image, other);
    }

    @Test
    void takesAFileAsItIsGiven() throws IOException {
        Path file = Files.createFile(folder.resolve("scan.dat"));

        assertThat(ImageFiles.find(List.of(file))).containsExactly(file);
    }

    @Test
    void namesEveryPathThatCannotBeUsed() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path missing = folder.resolve("missing.png");

        assertThatThrownBy(() -> ImageFiles.find(List.of(empty, missing)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(empty + ": no image in this folder")
                .hasMessageContaining(missing + ": there is no such file or folder");
    }
}
