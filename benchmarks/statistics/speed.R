# Times pROC on the data that Speed.java left: Rscript speed.R FOLDER IMAGES... REDRAWS
suppressPackageStartupMessages(library(pROC))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
sizes <- as.integer(arguments[-c(1, length(arguments))])
redraws <- as.integer(arguments[length(arguments)])

read <- function(name) {
  path <- file.path(folder, name)
  numbers <- readBin(path, "double", file.size(path) / 8, endian = "big")
  matrix(numbers, ncol = 3, byrow = TRUE)
}

curves <- function(d) {
  lapply(2:3, function(k) roc(d[, 1], d[, k], levels = c(0, 1), direction = "<", quiet = TRUE))
}

time <- function(task, d, run, test) {
  z <- NA
  taken <- system.time(z <- test(d))
  cat(sprintf("pROC,%s,%d,%d,%.3f,%.3f,%.15g\n", task, nrow(d), run, taken["elapsed"], taken["user.self"] + taken["sys.self"], z))
}

delong <- function(d) {
  pair <- curves(d)
  roc.test(pair[[1]], pair[[2]], method = "delong", paired = TRUE)$statistic
}

# Images are redrawn within their class, since pROC knows no patients.
bootstrap <- function(d) {
  pair <- curves(d)
  roc.test(pair[[1]], pair[[2]], method = "bootstrap", paired = TRUE, boot.n = redraws, progress = "none")$statistic
}

for (size in sizes) {
  d <- read(paste0("delong-", size))
  for (run in seq_len(if (size > 2e5) 1 else 3)) time("delong", d, run, delong)
}
set.seed(1)
d <- read("bootstrap")
for (run in 1:2) time("image bootstrap", d, run, bootstrap)
