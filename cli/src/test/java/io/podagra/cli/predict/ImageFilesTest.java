package io.podagra.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

        assertThat(ImageFiles.find(List.of(folder)))
                .containsExactly(GivenImage.of(first), GivenImage.of(second));
    }

    @Test
    void takesOfACohortWhatItsManifestLists() throws IOException {
        Path image = Files.createFile(folder.resolve("b.png"));
        Path other = Files.createFile(folder.resolve("a.png"));
        Files.createFile(folder.resolve("a-mask.png"));
        Files.writeString(
                folder.resolve("manifest.csv"),
                "image,patient_id,view,label\nb.png,P1,dorsal,1\na.png,P2,dorsal,0\n");

        assertThat(ImageFiles.find(List.of(folder)))
                .containsExactly(
                        new GivenImage(image, Optional.of("dorsal"), Optional.of("P1")),
                        new GivenImage(other, Optional.of("dorsal"), Optional.of("P2")));
    }

    @Test
    void aManifestNeedsNoLabelsAndNotEveryFile() throws IOException {
        Files.writeString(
                folder.resolve("manifest.csv"), "image,patient_id\nscans\\missing.png,P1\n");

        assertThat(ImageFiles.find(List.of(folder)))
                .containsExactly(
                        new GivenImage(
                                folder.resolve("scans/missing.png"),
                                Optional.empty(),
                                Optional.of("P1")));
    }

    @Test
    void namesTheRowOfATableThatNamesNoImage() throws IOException {
        Path table = Files.writeString(folder.resolve("list.csv"), "image,view\na.png,\n,dorsal\n");

        assertThatThrownBy(() -> ImageFiles.listed(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("row 3")
                .hasMessageContaining("image");
    }

    @Test
    void takesAFileAsItIsGiven() throws IOException {
        Path file = Files.createFile(folder.resolve("scan.dat"));

        assertThat(ImageFiles.find(List.of(file))).containsExactly(GivenImage.of(file));
    }

    @Test
    void findsDicomFilesWithoutAnExtensionByWhatTheyHold() throws IOException {
        byte[] dicom = new byte[132];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
        Path scan = Files.write(folder.resolve("IM0001"), dicom);
        Path byUid = Files.write(folder.resolve("1.2.840.113619.2.55"), dicom);
        Files.writeString(folder.resolve("README"), "nothing to see");
        Files.writeString(folder.resolve("png"), "nor here");
        Files.writeString(folder.resolve("notes.1.2"), "nor here");

        assertThat(ImageFiles.find(List.of(folder)))
                .containsExactly(GivenImage.of(byUid), GivenImage.of(scan));
    }

    @Test
    void takesViewAndPatientOfATable() throws IOException {
        Path table =
                Files.writeString(
                        folder.resolve("list.csv"),
                        "image,view,patient_id\na.png,Dorsal,P1\nb.png,,\n");

        assertThat(ImageFiles.listed(table))
                .containsExactly(
                        new GivenImage(
                                folder.resolve("a.png"), Optional.of("dorsal"), Optional.of("P1")),
                        GivenImage.of(folder.resolve("b.png")));
    }

    @Test
    void namesTheRowOfATableWhoseViewIsNone() throws IOException {
        Path table = Files.writeString(folder.resolve("list.csv"), "image,view\na.png,two words\n");

        assertThatThrownBy(() -> ImageFiles.listed(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("two words");
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
