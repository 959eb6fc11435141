package io.podagra.cli;

import io.podagra.pipeline.dicom.FrameSelection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The value of {@code --frames}. */
final class FramesOption {
    private FramesOption() {}

    /**
     * @throws ParameterException if it is none of {@code first}, {@code all} and a number from 1
     */
    static FrameSelection parse(String frames, CommandSpec spec) {
        try {
            return switch (frames) {
                case "first" -> FrameSelection.first();
                case "all" -> FrameSelection.all();
                default -> FrameSelection.every(Integer.parseInt(frames));
            };
        } catch (IllegalArgumentException e) { // NumberFormatException is one
            throw new ParameterException(
                    spec.commandLine(),
                    "--frames is '%s', expected first, all, or a whole number from 1"
                            .formatted(frames));
        }
    }
}
