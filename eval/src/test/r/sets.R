# AUC, DeLong's interval and the paired test of pROC for every set of the tables: all images and each view.
#
#   cd eval && Rscript src/test/r/sets.R src/test/resources/io/podagra/eval/statistics/reference
#
# Needs R (4.2.2) and pROC (1.18.0; Debian: r-cran-proc). Reads the tables that reference.R wrote and
# writes expected-sets-proc.csv with the columns data,set,figure,value.

suppressPackageStartupMessages(library(pROC))
folder <- commandArgs(trailingOnly = TRUE)[1]
rows <- c("data,set,figure,value")
note <- function(data, set, figure, value) {
  rows <<- c(rows, paste(data, set, figure, formatC(as.numeric(value), digits = 17, format = "g", width = 1), sep = ","))
}

for (name in c("balanced", "heavy-ties", "paper-size", "tiny", "unbalanced")) {
  table <- read.csv(file.path(folder, paste0(name, ".csv")))
  for (set in c("all", sort(unique(table$view)))) {
    d <- if (set == "all") table else table[table$view == set, ]
    curves <- lapply(c(single = "single", multiple = "multiple"), function(method) {
      curve <- roc(d$label, d[[paste0("score_", method)]], levels = c(0, 1), direction = "<", quiet = TRUE)
      interval <- ci.auc(curve, method = "delong", conf.level = 0.95)
      note(name, set, paste0(method, ".auc"), auc(curve))
      note(name, set, paste0(method, ".variance"), var(curve, method = "delong"))
      note(name, set, paste0(method, ".low"), interval[1])
      note(name, set, paste0(method, ".high"), interval[3])
      curve
    })
    test <- roc.test(curves$single, curves$multiple, method = "delong", paired = TRUE)
    note(name, set, "delong.z", test$statistic)
    note(name, set, "delong.p", test$p.value)
  }
}
writeLines(rows, file.path(folder, "expected-sets-proc.csv"))
