"""skimage.morphology and scipy.ndimage on shapes"""

import pictures
from scipy import ndimage
from skimage import morphology


def make(cases):
    image, mask = pictures.u8(), pictures.mask()
    for name in ("erosion", "dilation", "opening", "closing"):
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
