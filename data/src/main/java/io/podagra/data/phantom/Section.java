package io.podagra.data.phantom;

/**
 * A joint cut by the plane of one frame: its surfaces in each column of the image, as depths in mm
 * below the probe.
 */
final class Section {
    private static final double MAXIMAL_SHIFT = 1.5;
    private static final double TILT = 1.5;

    final Anatomy anatomy;
    final int width;
    final int height;
    final double pixel;
    final double gel;

    /** Standard deviations of the point-spread function, mm; the lateral one at the focus. */
    final double axialBlur;

    final double lateralBlur;
    final double[] along;
    final double[] lift;
    final double[] bone;
    final double[] cartilage;
    final double[] capsule;
    final double[] band;

    /** Between the beam and the bone's normal, in degrees. */
    final double[] boneAngle;

    /** Between the beam and the tendon's normal, in degrees. */
    final double[] bandAngle;

    /**
     * @param joint what all frames of the joint in this view share
     * @param frameDraws what is this frame's own
     */
    Section(Anatomy anatomy, Patient patient, Study study, Draws joint, Draws frameDraws) {
        Device.Probe probe = study.device().probe();
        Draws placing = joint.branch("placing", study.number());
        Draws frame = frameDraws.branch("section");
        this.anatomy = anatomy;
        this.pixel = probe.pixel();
        this.gel = patient.gel();
        this.axialBlur = probe.axial();
        this.lateralBlur = probe.lateral();
        this.width = (int) Math.round(probe.footprint() / pixel);
        double depth = placing.in(anatomy.view.depth()) + gel;
        // The bone must be in the image, however thick a swollen joint is.
        this.height = (int) Math.round(Math.max(depth, gel + anatomy.softTissue + 5) / pixel);

        double head = probe.footprint() * placing.uniform(0.38, 0.5);
        double middle = head + frame.uniform(-MAXIMAL_SHIFT, MAXIMAL_SHIFT);
        double tilt = placing.gaussian(0, TILT) + frame.gaussian(0, TILT / 2);
        double beam = placing.gaussian(0, 4) + frame.gaussian(0, 2);
        double slope = Math.tan(Math.toRadians(tilt));

        this.along = new double[width];
        this.lift = new double[width];
        this.bone = new double[width];
        this.cartilage = new double[width];
        this.capsule = new double[width];
        this.band = new double[width];
        this.boneAngle = new double[width];
        this.bandAngle = new double[width];
        for (int x = 0; x < width; x++) {
            double u = x * pixel - middle;
            along[x] = u;
            lift[x] = gel + slope * u;
            bone[x] = anatomy.bone.at(u) + lift[x];
            cartilage[x] = anatomy.cartilage.at(u) + lift[x];
            capsule[x] = anatomy.capsule.at(u) + lift[x];
            band[x] = anatomy.band.at(u) + lift[x];
            boneAngle[x] = degrees(anatomy.bone.slopeAt(u) + slope) + beam;
            bandAngle[x] = degrees(anatomy.band.slopeAt(u) + slope) + beam;
        }
    }

    private static double degrees(double slope) {
        return Math.toDegrees(Math.atan(slope));
    }

    /** The depth of a row's middle, mm. */
    double depthOf(int row) {
        return row * pixel;
    }

    /** The row at a depth, kept inside the image. */
    int rowAt(double depth) {
        return Math.max(0, Math.min(height, (int) Math.round(depth / pixel)));
    }

    /** The column at a position along the joint, kept inside the image. */
    int columnAt(double u) {
        return Math.max(0, Math.min(width - 1, (int) Math.round((u - along[0]) / pixel)));
    }

    boolean hasCartilage(int x) {
        return Math.abs(along[x]) < anatomy.cartilageReach && along[x] < anatomy.jointStart;
    }

    boolean inJointGap(int x) {
        return along[x] > anatomy.jointStart && along[x] < anatomy.jointEnd;
    }
}
