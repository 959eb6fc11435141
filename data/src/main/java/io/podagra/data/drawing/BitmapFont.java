package io.podagra.data.drawing;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Letters of 5 by 7 pixels, as on a device's screen. Not the platform's fonts: an image must not
 * depend on which of them are installed.
 */
public final class BitmapFont {
    /** Of a letter, in pixels. */
    public static final int HEIGHT = 7;

    private static final int ADVANCE = 6;

    /** Five columns for each letter, from the left; the lowest bit is the topmost pixel. */
    private static final Map<Character, byte[]> COLUMNS = new TreeMap<>();

    static {
        String letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.-+:/,%°()";
        String columns =
                "3E5149453E 00427F4000 4261514946 2141454B31 1814127F10 2745454539 3C4A494930"
                        + " 0171090503 3649494936 064949291E 7E1111117E 7F49494936 3E41414122"
                        + " 7F4141221C 7F49494941 7F09090901 3E4149497A 7F0808087F 00417F4100"
                        + " 2040413F01 7F08142241 7F40404040 7F020C027F 7F0408107F 3E4141413E"
                        + " 7F09090906 3E4151215E 7F09192946 4649494931 01017F0101 3F4040403F"
                        + " 1F2040201F 3F4038403F 6314081463 0708700807 6151494543 0060600000"
                        + " 0808080808 08083E0808 0036360000 2010080402 0050300000"
                        + " 2313086462 0006090906 001C224100 0041221C00";
        String[] each = columns.split(" ", -1);
        for (int i = 0; i < each.length; i++) {
            COLUMNS.put(letters.charAt(i), HexFormat.of().parseHex(each[i]));
        }
    }

    private BitmapFont() {}

    /** In pixels, the space after the last letter included. */
    public static int widthOf(String text) {
        return text.length() * ADVANCE;
    }

    /** Where a pixel of a letter goes. */
    @FunctionalInterface
    public interface Ink {
        void at(int x, int y);
    }

    /** Draws text with its upper left corner at a pixel. */
    public static void draw(GreyImage image, int x, int y, String text, int grey) {
        draw(text, (inkX, inkY) -> image.set(x + inkX, y + inkY, grey));
    }

    /** Draws text from (0, 0); a letter it does not know is a space. */
    public static void draw(String text, Ink ink) {
        for (int i = 0; i < text.length(); i++) {
            byte[] columns = COLUMNS.getOrDefault(text.charAt(i), new byte[0]);
            for (int column = 0; column < columns.length; column++) {
                for (int row = 0; row < HEIGHT; row++) {
                    if ((columns[column] >> row & 1) == 1) {
                        ink.at(i * ADVANCE + column, row);
                    }
                }
            }
        }
    }
}
