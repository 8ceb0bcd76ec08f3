"""skimage.morphology and scipy.ndimage on shapes"""

import numpy as np
import pictures
from definitions import levels
from scipy import ndimage
from skimage import morphology
from skimage.measure import label as skimage_label


def make(cases):
    image, mask = pictures.u8(), pictures.mask()
    for name in ("erosion", "dilation", "opening", "closing", "white_tophat", "black_tophat"):
        for footprint, array in (("disk3", morphology.disk(3)), ("square5", morphology.footprint_rectangle((5, 5)))):
            cases.add(
                f"{name}_{footprint}",
                f"skimage.morphology.{name}",
                {"image": image},
                {"footprint": footprint},
                {"image": getattr(morphology, name)(image, array)},
                "exact",
            )
    for name, params in {"edt": {}, "edt_sampling": {"sampling": [2, 1]}}.items():
        distance = ndimage.distance_transform_edt(mask, **params)
        cases.add(name, "scipy.ndimage.distance_transform_edt", {"mask": mask}, params, {"distance": distance}, "close:1e-5")
    cases.add("fill_holes", "scipy.ndimage.binary_fill_holes", {"mask": mask}, {}, {"mask": ndimage.binary_fill_holes(mask)}, "exact")
    cases.add(
        "remove_small_objects",
        "skimage.morphology.remove_small_objects",
        {"mask": mask},
        {"keep": "area >= 30", "connectivity": 4},
        {"mask": morphology.remove_small_objects(mask > 0, max_size=29, connectivity=1)},
        "exact",
    )
    for connectivity in (1, 2):
        # To us, what reaches the edge of the frame is no hole: there the reference is given more background.
        filled = morphology.remove_small_holes(np.pad(mask > 0, 9), max_size=12, connectivity=connectivity)[9:-9, 9:-9]
        params = {"max_size": 12, "connectivity": connectivity, "padded_by": 9}
        cases.add(f"remove_small_holes_{connectivity}", "skimage.morphology.remove_small_holes", {"mask": mask}, params, {"mask": filled}, "exact")
    cases.add("skeletonize", "skimage.morphology.skeletonize", {"mask": mask}, {}, {"mask": morphology.skeletonize(mask)}, "exact")
    solid = pictures.mask(height=60, width=70)
    cases.add("skeletonize_larger", "skimage.morphology.skeletonize", {"mask": solid}, {}, {"mask": morphology.skeletonize(solid)}, "exact")
    for name, one in {"hull_of_all": mask, "hull_of_one": skimage_label(mask) == 2}.items():
        cases.add(
            name,
            "skimage.morphology.convex_hull_image",
            {"mask": one.astype(np.uint8)},
            {"offset_coordinates": True},
            {"mask": morphology.convex_hull_image(one)},
            "iou:0.999",
        )
    for name, values in {"u8": image, "f32": pictures.f32()}.items():
        seed = np.where(pictures.mask(seed=3) > 0, values, values.min())
        cases.add(
            f"reconstruction_{name}",
            "skimage.morphology.reconstruction",
            {"seed": seed, "mask": values},
            {"method": "dilation", "footprint": "3x3"},
            {"image": morphology.reconstruction(seed, values).astype(values.dtype)},
            "exact",
        )
    for connectivity in (1, 2):
        cases.add(
            f"local_maxima_{connectivity}",
            "skimage.morphology.local_maxima",
            {"image": image // 16},
            {"connectivity": connectivity},
            {"mask": morphology.local_maxima(image // 16, connectivity=connectivity)},
            "exact",
        )
    levels.make_footprints(cases)
