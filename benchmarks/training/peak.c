/* What the processor can do in float32: fused multiply-adds on registers. Argument: the threads. Prints GFLOP/s. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CHAINS 16 /* more than the latency of an addition times the units that do it */
#define ROUNDS 50000000L
#define LANES 16

typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));

static void *work(void *seed) {
  lanes factor = (lanes){} + 0.999f * *(float *)seed, term = (lanes){} + *(float *)seed;
  lanes chains[CHAINS];
  for (int i = 0; i < CHAINS; i++) chains[i] = term * (float)i;
  for (long round = 0; round < ROUNDS; round++)
    for (int i = 0; i < CHAINS; i++) chains[i] = chains[i] * factor + term;
  lanes sum = {};
  for (int i = 0; i < CHAINS; i++) sum += chains[i];
  *(float *)seed = sum[0]; /* or the compiler would leave it all out */
  return NULL;
}

int main(int count, char **arguments) {
  int threads = count > 1 ? atoi(arguments[1]) : 1;
  pthread_t *thread = calloc(threads, sizeof *thread);
  float *seed = calloc(threads, sizeof *seed);
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (int i = 0; i < threads; i++) {
    seed[i] = 0.5f;
    pthread_create(&thread[i], NULL, work, &seed[i]);
  }
  for (int i = 0; i < threads; i++) pthread_join(thread[i], NULL);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double seconds = end.tv_sec - begin.tv_sec + 1e-9 * (end.tv_nsec - begin.tv_nsec);
  printf("%.1f\n", 2.0 * LANES * CHAINS * ROUNDS * threads / seconds / 1e9);
}
