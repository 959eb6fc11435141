# Sourced by the scripts of this folder, in the root of the repository: builds Podagra and the benchmark's classes into
# $work, and defines step_time, which runs StepTime as the launcher runs Podagra: with its JVM flags, limits of memory and
# environment. It starts the class that is named first, and so StepTime in place of its own, whose name and arguments follow.
./podagra --version >&2 # builds what is not built
javac -cp "cli/target/podagra-cli.jar:$(cat cli/target/podagra.classpath)" -d "$work" benchmarks/training/*.java

# step_time PROGRAM SIZE BATCH WARMING STEPS [JVM OPTION...]
# PROGRAM: ours (as users run it), helpers (Deeplearning4j's oneDNN helpers), stock (Deeplearning4j as it comes)
step_time() {
  local options=
  case $1 in
    helpers) options="-Dpodagra.onednn=false" ;;
    stock) options="-Dpodagra.onednn=false -Dorg.eclipse.deeplearning4j.helpers.disable=true" ;;
  esac
  PODAGRA_JAVA_OPTS="${PODAGRA_JAVA_OPTS:-} $options ${*:6} \
    -cp $work:cli/target/podagra-cli.jar:$(cat cli/target/podagra.classpath) StepTime ${*:1:5}" ./podagra study
}
