/* The loop of PhysicsBenchmark in C: the same library, model, start and commands. Answers each line on standard input with the
   processor time of one pass in nanoseconds and a checksum of the state it ended in. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void* symbol(void* library, const char* name) {
    void* found = dlsym(library, name);
    if (!found) {
        fprintf(stderr, "no symbol %s\n", name);
        exit(2);
    }
    return found;
}

static double* array(void* data, const char* offset) {
    return *(double**)((char*)data + atoi(offset));
}

/* model.xml commands.bin positions actuated steps offsets(qpos ctrl applied bias) libraries in loading order */
int main(int count, char** argument) {
    if (count < 11) return 2;
    void* library = NULL;
    for (int i = 10; i < count; i++) {
        library = dlopen(argument[i], RTLD_NOW | RTLD_GLOBAL);
        if (!library) {
            fprintf(stderr, "%s\n", dlerror());
            return 2;
        }
    }
    void* (*load)(const char*, const void*, char*, int) = symbol(library, "mj_loadXML");
    void* (*make)(const void*) = symbol(library, "mj_makeData");
    void (*reset)(const void*, void*) = symbol(library, "mj_resetData");
    void (*forward)(const void*, void*) = symbol(library, "mj_forward");
    void (*step)(const void*, void*) = symbol(library, "mj_step");
    char error[1000];
    void* model = load(argument[1], NULL, error, sizeof error);
    if (!model) {
        fprintf(stderr, "%s\n", error);
        return 2;
    }
    void* data = make(model);
    int positions = atoi(argument[3]), actuated = atoi(argument[4]), steps = atoi(argument[5]);
    double* qpos = array(data, argument[6]);
    double* control = array(data, argument[7]);
    double* applied = array(data, argument[8]);
    double* bias = array(data, argument[9]);
    size_t numbers = positions + (size_t)steps * actuated;
    double* commands = malloc(numbers * sizeof(double));
    FILE* file = fopen(argument[2], "rb");
    if (!commands || !file || fread(commands, sizeof(double), numbers, file) != numbers) return 2;
    fclose(file);
    while (getchar() != EOF) {
        reset(model, data);
        memcpy(qpos, commands, positions * sizeof(double));
        memcpy(control, commands + positions, actuated * sizeof(double));
        forward(model, data);
        struct timespec before, after;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
        for (int i = 0; i < steps; i++) {
            memcpy(control, commands + positions + (size_t)i * actuated, actuated * sizeof(double));
            memcpy(applied, bias, actuated * sizeof(double));
            step(model, data);
        }
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
        uint64_t sum = 0;
        for (int i = 0; i < positions; i++) {
            uint64_t bits;
            memcpy(&bits, qpos + i, 8);
            sum = sum * 31 + bits;
        }
        printf("%lld %016llx\n",
               (after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec,
               (unsigned long long)sum);
        fflush(stdout);
    }
    return 0;
}
