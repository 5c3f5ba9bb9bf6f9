import { UBUNTU } from "../host.ts";

/** Canonical's account, which alone makes Ubuntu's own images (https://documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/). */
const CANONICAL = "099720109477";

/** What the names of Canonical's images of it begin with; the day of the build follows. */
const NAME = "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-";

/** What EC2 is asked for when it is asked for images. */
export interface ImageQuery {
  /** Account ids; everyone's without. */
  owners?: string[];
  filters: { name: string; values: string[] }[];
}

/**
 * The images that a lab can be made from: the one that was chosen, or all of Canonical's Ubuntu 20.04, of which the newest is taken. It is
 * past its standard support, so the answer has to include deprecated ones.
 *
 * @param ami an image's id, or `null` when none was chosen.
 */
export const imageQuery = (ami: string | null): ImageQuery =>
  ami === null
    ? {
        owners: [CANONICAL],
        filters: [
          { name: "name", values: [`${NAME}*`] },
          { name: "architecture", values: ["x86_64"] },
          { name: "virtualization-type", values: ["hvm"] },
        ],
      }
    : { filters: [{ name: "image-id", values: [ami] }] };

/** What a host from an image of that name is made from, for people. */
export const baseOf = (imageName: string): string => (imageName.startsWith(NAME) ? UBUNTU : imageName);
