// Photos are scaled down before they are sent: a phone takes several times the pixels that a legible card needs.

const SCALED_TYPES = ["image/jpeg", "image/png", "image/webp"];
/** Pixels. The long side has at most the first; a long screenshot stays legible, as its short side keeps the second. */
const MAX_LONG_SIDE = 2560;
const MIN_SHORT_SIDE = 1200;
const JPEG_QUALITY = 0.88;

/**
 * The photo as a smaller JPEG, upright. The file itself where scaling does not apply or does not help: PDF and HEIC, a
 * photo that is small already, one that the browser cannot decode, a result with more bytes.
 */
export async function scalePhoto(file: File, contentType: string): Promise<File> {
  if (!SCALED_TYPES.includes(contentType)) return file;
  try {
    const bitmap = await createImageBitmap(file); // turned as its EXIF data says
    try {
      const jpeg = await toScaledJpeg(bitmap);
      return jpeg && jpeg.size < file.size ? new File([jpeg], jpegName(file.name), { type: "image/jpeg" }) : file;
    } finally {
      bitmap.close();
    }
  } catch {
    return file; // damaged, or too large for this device: the server says what it makes of the original
  }
}

async function toScaledJpeg(bitmap: ImageBitmap): Promise<Blob | null> {
  const { width, height } = bitmap;
  const scale = Math.max(MAX_LONG_SIDE / Math.max(width, height), MIN_SHORT_SIDE / Math.min(width, height));
  if (scale >= 1) return null;
  const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext("2d");
  if (!context || !isFaithful()) return null;
  context.fillStyle = "white"; // JPEG has no transparency
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY));
}

/** Whether a canvas returns what was drawn: against fingerprinting, some browsers return noise, without an error. */
function isFaithful(): boolean {
  const context = createCanvas(8, 8).getContext("2d");
  if (!context) return false;
  context.fillStyle = "rgb(12 200 90)";
  context.fillRect(0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 8, 8);
  return data.every((value, index) => Math.abs(value - ([12, 200, 90, 255][index % 4] ?? 0)) <= 2);
}

function createCanvas(width: number, height: number): HTMLCanvasElement {
  return Object.assign(document.createElement("canvas"), { width, height });
}

/** "IMG_1.jpg" for "IMG_1.png". */
function jpegName(name: string): string {
  return `${name.replace(/\.[^.]*$/, "") || "photo"}.jpg`;
}
