# Makes the data sets and the numbers that the statistics are tested against.
#
#   cd eval && Rscript src/test/r/reference.R src/test/resources/io/podagra/eval/statistics/reference
#
# Needs R (4.2.2) and pROC (1.18.0; Debian: r-cran-proc). Writes NAME.csv, a score table, for each
# data set and expected.csv with the columns data,figure,value.

suppressPackageStartupMessages(library(pROC))
out <- commandArgs(trailingOnly = TRUE)[1]
number <- function(x) formatC(x, digits = 17, format = "g", width = 1)
expected <- data.frame()
note <- function(data, figure, value) {
  expected <<- rbind(expected, data.frame(data = data, figure = figure, value = number(value)))
}

# Obuchowski (1997) straight from the m x n matrix of comparisons, two methods at once.
obuchowski <- function(label, patient, scores) {
  parts <- lapply(scores, function(s) {
    psi <- outer(s[label == 1], s[label == 0], function(x, y) (x > y) + (x == y) / 2)
    auc <- mean(psi)
    people <- factor(patient)
    a <- tapply(rowMeans(psi) - auc, people[label == 1], sum)
    b <- tapply(colMeans(psi) - auc, people[label == 0], sum)
    list(auc = auc, a = ifelse(is.na(a), 0, a), b = ifelse(is.na(b), 0, b))
  })
  m <- sum(label == 1)
  n <- sum(label == 0)
  count <- length(unique(patient))
  i10 <- length(unique(patient[label == 1]))
  i01 <- length(unique(patient[label == 0]))
  covariance <- function(r, s) {
    s10 <- i10 / ((i10 - 1) * m) * sum(r$a * s$a)
    s01 <- i01 / ((i01 - 1) * n) * sum(r$b * s$b)
    s11rs <- count / (count - 1) * sum(r$a * s$b)
    s11sr <- count / (count - 1) * sum(s$a * r$b)
    s10 / m + s01 / n + (s11rs + s11sr) / (m * n)
  }
  variance <- sapply(parts, function(p) covariance(p, p))
  difference <- parts[[1]]$auc - parts[[2]]$auc
  variance_difference <- sum(variance) - 2 * covariance(parts[[1]], parts[[2]])
  list(variance = variance, difference = difference, variance_difference = variance_difference)
}

# The AUC within strata (Janes & Pepe 2009), patients as clusters across them, image by image: the
# influence of an abnormal image is its placement among the normal images of its stratum less the
# mean, that of a normal image is the strata's share of the abnormal ones by its own placement.
stratified <- function(label, patient, stratum, scores) {
  kept <- stratum %in% intersect(stratum[label == 1], stratum[label == 0])
  label <- label[kept]
  people <- factor(patient)[kept]
  stratum <- stratum[kept]
  parts <- lapply(scores, function(all) {
    s <- all[kept]
    placement <- sapply(seq_along(s), function(i) {
      others <- s[stratum == stratum[i] & label != label[i]]
      mean(sign(s[i] - others) / 2 + 1 / 2)
    })
    placement[label == 0] <- 1 - placement[label == 0]
    auc <- mean(placement[label == 1])
    within <- tapply(placement[label == 1], stratum[label == 1], mean)
    influence <- ifelse(label == 1, (placement - auc) / sum(label == 1), NA)
    for (i in which(label == 0)) {
      here <- stratum == stratum[i]
      weight <- sum(label[here]) / sum(label)
      influence[i] <- weight * (placement[i] - within[[stratum[i]]]) / sum(label[here] == 0)
    }
    total <- function(which) {
      sums <- tapply(influence[which], people[which], sum)
      ifelse(is.na(sums), 0, sums)
    }
    list(auc = auc, a = total(label == 1), b = total(label == 0))
  })
  factor_of <- function(count) count / (count - 1)
  i10 <- factor_of(length(unique(people[label == 1])))
  i01 <- factor_of(length(unique(people[label == 0])))
  all <- factor_of(length(unique(patient)))
  variance <- function(a, b) i10 * sum(a^2) + i01 * sum(b^2) + 2 * all * sum(a * b)
  list(
    auc = sapply(parts, function(p) p$auc),
    variance = sapply(parts, function(p) variance(p$a, p$b)),
    variance_difference = variance(parts[[1]]$a - parts[[2]]$a, parts[[1]]$b - parts[[2]]$b)
  )
}

# images: how many of each patient; prevalence: share of abnormal images; digits: rounding, for ties.
make <- function(name, seed, patients, images, prevalence, separation, digits) {
  set.seed(seed)
  patient <- rep(seq_len(patients), each = images)
  total <- length(patient)
  label <- rbinom(total, 1, prevalence)
  joint <- rnorm(patients)[patient]
  common <- rnorm(total)
  latent <- function(own) separation * label + 0.6 * joint + 0.8 * common + own * rnorm(total) - 0.5
  score <- function(x) round(plogis(x), digits)
  data.frame(
    image_id = sprintf("%s-%04d.png", name, seq_len(total)),
    patient_id = sprintf("p%03d", patient),
    view = rep(c("dorsal", "medial", "plantar"), length.out = total),
    label = label,
    score_single = score(latent(0.7)),
    score_multiple = score(latent(0.9))
  )
}

sets <- list(
  "balanced" = make("balanced", 1, 40, 6, 0.5, 1.6, 2),
  "unbalanced" = make("unbalanced", 2, 60, 5, 0.06, 2.2, 3),
  "heavy-ties" = make("heavy-ties", 3, 25, 8, 0.4, 1.2, 1),
  "paper-size" = make("paper-size", 4, 140, 12, 0.506, 2.4, 6)
)
# Three people, few images: small enough to check by hand.
sets[["tiny"]] <- data.frame(
  image_id = sprintf("tiny-%d.png", 1:8),
  patient_id = c("a", "a", "a", "b", "b", "c", "c", "c"),
  view = "dorsal",
  label = c(1, 1, 0, 1, 0, 0, 1, 0),
  score_single = c(0.9, 0.6, 0.6, 0.4, 0.2, 0.5, 0.8, 0.1),
  score_multiple = c(0.7, 0.7, 0.3, 0.3, 0.3, 0.6, 0.9, 0.2)
)

for (name in names(sets)) {
  d <- sets[[name]]
  write.csv(d, file.path(out, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
  curves <- list()
  for (method in c("single", "multiple")) {
    score <- d[[paste0("score_", method)]]
    curve <- roc(d$label, score, levels = c(0, 1), direction = "<", quiet = TRUE)
    curves[[method]] <- curve
    interval <- ci.auc(curve, method = "delong", conf.level = 0.95)
    note(name, paste0(method, ".auc"), as.numeric(auc(curve)))
    note(name, paste0(method, ".variance"), var(curve, method = "delong"))
    note(name, paste0(method, ".low"), interval[1])
    note(name, paste0(method, ".high"), interval[3])
  }
  test <- roc.test(curves$single, curves$multiple, method = "delong", paired = TRUE)
  note(name, "delong.z", test$statistic)
  note(name, "delong.p", test$p.value)
  difference <- as.numeric(auc(curves$single)) - as.numeric(auc(curves$multiple))
  error <- difference / test$statistic
  note(name, "difference.low", difference - qnorm(0.975) * abs(error))
  note(name, "difference.high", difference + qnorm(0.975) * abs(error))
  clustered <- obuchowski(d$label, d$patient_id, list(d$score_single, d$score_multiple))
  note(name, "clustered.single.variance", clustered$variance[1])
  note(name, "clustered.multiple.variance", clustered$variance[2])
  z <- clustered$difference / sqrt(clustered$variance_difference)
  note(name, "clustered.z", z)
  note(name, "clustered.p", 2 * pnorm(-abs(z)))
  within <- stratified(d$label, d$patient_id, d$view, list(d$score_single, d$score_multiple))
  note(name, "stratified.single.auc", within$auc[1])
  note(name, "stratified.multiple.auc", within$auc[2])
  note(name, "stratified.single.variance", within$variance[1])
  note(name, "stratified.multiple.variance", within$variance[2])
  note(name, "stratified.variance", within$variance_difference)
  # pROC's best threshold lies halfway between neighbouring scores too; of several the lowest.
  for (method in c("single", "multiple")) {
    best <- coords(curves[[method]], "best", best.method = "youden", ret = "threshold")
    note(name, paste0(method, ".youden"), min(best$threshold))
  }
  # pROC's curve between its points, which ci.se redraws: the greatest sensitivity at the rate.
  for (method in c("single", "multiple")) {
    rates <- (0:100) / 100
    found <- coords(curves[[method]], 1 - rates, input = "specificity", ret = "sensitivity")
    # One number that any misplaced point would change.
    note(name, paste0(method, ".grid"), sum((seq_along(rates)) * found$sensitivity))
  }
  right <- sapply(c("single", "multiple"), function(method) {
    (d[[paste0("score_", method)]] >= 0.5) == (d$label == 1)
  })
  b <- sum(right[, 1] & !right[, 2])
  c <- sum(!right[, 1] & right[, 2])
  note(name, "mcnemar.b", b)
  note(name, "mcnemar.c", c)
  note(name, "mcnemar.p", if (b + c == 0) 1 else binom.test(b, b + c)$p.value)
  wilson <- suppressWarnings(prop.test(sum(right[, 1]), nrow(d), correct = FALSE))$conf.int
  note(name, "wilson.low", wilson[1])
  note(name, "wilson.high", wilson[2])
}

p <- c(0.012, 0.62, 0.03, 0.03, 0.0004)
adjusted <- p.adjust(p, "holm")
for (i in seq_along(p)) note("holm", number(p[i]), adjusted[i])

write.csv(expected, file.path(out, "expected.csv"), row.names = FALSE, quote = FALSE)
