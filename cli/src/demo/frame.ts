import type { Cruise } from "./cruise.ts";
import { drawParticle, PARTICLE_CLASSES } from "./particles.ts";
import { alone, createPlacer, type Particle, type Placed, pushTogether } from "./place.ts";
import { createRandom, type Random, shuffled } from "./random.ts";
import { type Shape, turned } from "./shape.ts";
import { drawStamp } from "./stamp.ts";
import { type FrameTruth, recordTruth } from "./truth.ts";

/** Grey samples of one frame, row by row, and what is in it. */
export interface RenderedFrame {
  readonly samples: Uint8Array;
  readonly truth: FrameTruth;
}

/** Draw one frame; frames do not depend on each other, so they may be drawn in any order and place. */
export function renderFrame(cruise: Cruise, index: number): RenderedFrame {
  const random = createRandom(cruise.seed, index + 1);
  const placed = fillFrame(cruise, random);
  const gain = random.range(0.96, 1);
  const clean = new Float32Array(cruise.light.length).fill(1);
  for (const particle of placed) dim(clean, cruise.side, particle);
  for (let i = 0; i < clean.length; i++) clean[i] = (clean[i] as number) * gain * (cruise.light[i] as number);
  const noise = (grey: number): number => Math.sqrt(cruise.readNoise ** 2 + cruise.shotNoise * Math.max(0, grey));
  const truth = recordTruth(placed, cruise.side, (i) => {
    const light = gain * (cruise.light[i] as number);
    return (light - (clean[i] as number)) / noise(light);
  });
  return { samples: expose(clean, noise, random), truth };
}

/** Everything in one frame: particles alone and in touching groups, specks of dust, and shadows far out of focus. */
function fillFrame(cruise: Cruise, random: Random): Placed[] {
  const placer = createPlacer(cruise.side);
  const placed: Placed[] = [];
  const kinds = shuffled(
    Array.from({ length: Math.round(cruise.particles + random.range(-4, 4)) }, (_, i) => PARTICLE_CLASSES[i % PARTICLE_CLASSES.length]),
    random,
  ) as (typeof PARTICLE_CLASSES)[number][];
  const add = (group: readonly Placed[] | undefined): void => {
    placed.push(...((group && placer.place(group, random)) ?? []));
  };
  const compact = kinds.filter((kind) => kind === "ovoid pellet" || kind === "cell" || (kind === "rod pellet" && random.next() < 0.3));
  const groups = Math.round((kinds.length * cruise.touching) / 2 + random.range(-0.5, 0.5));
  for (let group = 1; group <= groups; group++) {
    const members = compact.splice(0, random.next() < 0.1 ? 3 : 2);
    for (const kind of members) kinds.splice(kinds.indexOf(kind), 1);
    const blur = drawBlur(cruise, random);
    add(
      pushTogether(
        members.map((kind) => makeParticle(cruise, kind, blur, random)),
        group,
        random,
      ),
    );
  }
  for (const kind of kinds) add([alone(makeParticle(cruise, kind, drawBlur(cruise, random), random))]);
  const crowd = cruise.particles / 40;
  for (let i = random.integer(8, 18) * crowd; i > 0; i--) add([alone(makeSpeck(random))]);
  for (let i = random.integer(1, 4) * crowd; i > 0; i--) add([alone(makeShadow(random))]);
  return placed;
}

function drawBlur(cruise: Cruise, random: Random): number {
  return random.next() < cruise.blurred ? random.range(1.3, 2.6) : random.range(0.7, 1);
}

function makeParticle(cruise: Cruise, kind: (typeof PARTICLE_CLASSES)[number], blur: number, random: Random): Particle {
  const area = Math.min(4200, Math.max(420, 1150 * Math.exp(0.5 * random.normal())));
  const faint = random.next() < 0.015;
  const absorbed = faint ? random.range(0.005, 0.06) : random.range(cruise.absorbed[0], cruise.absorbed[1]);
  const shape = turned(drawParticle(kind, area, random), random.range(0, 2 * Math.PI));
  return { kind, blur, stamp: drawStamp(shape, { absorbed, blur, fringe: 0.25 }) };
}

/** A grain of dust, far smaller than any particle that has a name. */
function makeSpeck(random: Random): Particle {
  const radius = random.range(1.2, 3.6);
  const blur = random.range(0.7, 1.6);
  return { kind: "speck", blur, stamp: drawStamp(disc(radius), { absorbed: random.range(0.15, 0.6), blur, fringe: 0.25 }) };
}

/** Something far above or below the focal plane: wide, and fainter than the noise. */
function makeShadow(random: Random): Particle {
  const blur = random.range(7, 12);
  return {
    kind: "shadow",
    blur: 2,
    stamp: drawStamp(disc(random.range(10, 22)), { absorbed: random.range(0.006, 0.02), blur, fringe: 0 }),
  };
}

function disc(radius: number): Shape {
  return { reach: radius, distance: (x, y) => Math.sqrt(x * x + y * y) - radius, density: () => 1 };
}

function dim(passed: Float32Array, side: number, { stamp, x, y }: Placed): void {
  for (let j = Math.max(0, -y); j < Math.min(stamp.height, side - y); j++) {
    for (let i = Math.max(0, -x); i < Math.min(stamp.width, side - x); i++) {
      const at = (j + y) * side + i + x;
      passed[at] = (passed[at] as number) * (1 - (stamp.loss[j * stamp.width + i] as number));
    }
  }
}

/** What the camera makes of the light: noise that grows with the light, whole grey levels from 0 to 255. */
function expose(clean: Float32Array, noise: (grey: number) => number, random: Random): Uint8Array {
  const normals = Float32Array.from({ length: 1 << 14 }, () => random.normal());
  const spread = Float32Array.from({ length: 512 }, (_, grey) => noise(grey));
  const samples = new Uint8Array(clean.length);
  for (let i = 0; i < clean.length; i++) {
    const grey = clean[i] as number;
    const normal = normals[(random.next() * (1 << 14)) | 0] as number;
    const value = (grey + normal * (spread[grey | 0] as number) + 0.5) | 0;
    samples[i] = value < 0 ? 0 : Math.min(value, 255);
  }
  return samples;
}
