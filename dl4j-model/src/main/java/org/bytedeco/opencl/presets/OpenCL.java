package org.bytedeco.opencl.presets;

/**
 * Stands in for the presets of OpenCL, of which no release exists for the JavaCPP that oneDNN's
 * presets were made with. They name this class as what they inherit from; on a CPU nothing of it is
 * used.
 */
public final class OpenCL {
    private OpenCL() {}
}
